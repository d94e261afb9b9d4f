import shop.models
from shop.prices import PRICE
