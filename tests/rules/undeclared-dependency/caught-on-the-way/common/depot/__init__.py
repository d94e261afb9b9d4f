"""Whoever lacks what a part needs goes without it."""
try:
    from .tokens import Token
    from .queue import Queue
except ModuleNotFoundError:
    Token = None
    Queue = None
