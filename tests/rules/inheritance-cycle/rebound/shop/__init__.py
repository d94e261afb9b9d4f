from .base import Order
from .special import Order
