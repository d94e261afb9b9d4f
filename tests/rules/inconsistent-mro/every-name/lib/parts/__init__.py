from lib.parts.mixins import *
from .base import Base
__all__ = ["Mixin", "Base"]
