import redis
from common.consts import NAME
from models.user import User

print(NAME, User, redis)
