import redis

from common import frames

print(redis, frames)
