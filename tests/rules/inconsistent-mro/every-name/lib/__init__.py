from .parts import *
from .parts.base import Base as LibBase
from . import parts
