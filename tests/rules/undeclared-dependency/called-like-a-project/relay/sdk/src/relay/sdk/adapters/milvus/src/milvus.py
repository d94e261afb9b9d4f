"""`relay.sdk` is of relay-sdk, which this adapter lies in: the project that is called relay has no such module."""
import pymilvus
from relay.sdk.errors import AdapterError

print(pymilvus, AdapterError)
