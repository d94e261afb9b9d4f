import redis


class Queue(redis.Redis):
    pass
