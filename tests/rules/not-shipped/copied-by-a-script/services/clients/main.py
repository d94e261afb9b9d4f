import redis
from common.consts import NAME
from models.user import User
from prices.list import PRICES

print(NAME, PRICES, User, redis)
