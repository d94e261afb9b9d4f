"""This folder is a package: nobody starts its files from here, and they hide no library."""
from jupyter_client.manager import AsyncKernelManager
from logging.handlers import QueueHandler

from .jupyter_client import execute
from .logging import setup
from .missing import nothing

print(AsyncKernelManager, QueueHandler, execute, setup, nothing)
