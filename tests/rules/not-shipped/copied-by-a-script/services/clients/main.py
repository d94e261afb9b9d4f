import redis
from common.consts import NAME
from models.user import User
from prices.list import PRICES
from rates.list import RATES
from taxes.list import TAXES
from terms.list import TERMS

print(NAME, PRICES, RATES, TAXES, TERMS, User, redis)
