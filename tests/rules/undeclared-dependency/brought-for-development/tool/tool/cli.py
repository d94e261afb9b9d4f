"""botocore is there wherever the group is installed, and nothing tells that it is not."""
import dotenv
from botocore.exceptions import ClientError


def main():
    return dotenv, ClientError
