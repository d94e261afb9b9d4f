from lib.books import closed

print(closed())
