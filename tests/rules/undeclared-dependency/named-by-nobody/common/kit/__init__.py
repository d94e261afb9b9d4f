from common.kit.stores import DiskStore, MemoryStore, RedisStore

__all__ = ["DiskStore", "MemoryStore", "RedisStore"]

default = MemoryStore()
