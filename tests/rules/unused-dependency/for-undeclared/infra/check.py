import redis

print(redis)
