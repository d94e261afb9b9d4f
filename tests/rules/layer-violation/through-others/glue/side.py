import cache.memory
