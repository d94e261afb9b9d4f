from redis import Redis

print(Redis)
