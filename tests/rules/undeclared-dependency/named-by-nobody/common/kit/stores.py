class MemoryStore:
    def __init__(self):
        import cachetools  # the package makes one

        self.items = cachetools.TTLCache(8, 60)


class RedisStore:
    def __init__(self):
        import redis  # the package hands it on, and nobody takes it

        self.items = redis.Redis()


class DiskStore:
    def __init__(self):
        import diskcache  # main.py takes it from the package

        self.items = diskcache.Cache()
