"""The image has what is needed to run alone."""
import dotenv
from botocore.exceptions import ClientError

print(dotenv, ClientError)
