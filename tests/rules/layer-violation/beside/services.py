import storage, cache, util
