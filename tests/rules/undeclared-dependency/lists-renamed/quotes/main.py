import pika
import pydantic
import redis

print(pika, pydantic, redis)
