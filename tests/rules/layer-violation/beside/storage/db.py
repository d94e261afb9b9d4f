import cache.memory
import util
import storage.other
