import cache.memory
import glue.to_storage
