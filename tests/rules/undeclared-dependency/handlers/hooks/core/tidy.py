import redis


def run(timer):
    redis.Redis().flushdb()
