from depot import Token
from depot.queue import Queue

print(Queue(), Token)
