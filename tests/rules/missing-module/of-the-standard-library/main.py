import os
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "apps"))

from shop import cart
from email import sender

print(sender, cart)
