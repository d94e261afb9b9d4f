from .configuration import Config
from ..cache import Cache
