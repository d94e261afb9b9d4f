import pydantic
import redis

print(pydantic, redis)
