import enum
from enum import auto

import closed
from closed import Closed


class Flag(bool):
    pass


class Steps(range):
    pass


class Nothing(type(None)):
    """Computed: not known."""


class Color(enum.Enum):
    RED = 1
    GREEN = auto()


class Bright(Color):
    WHITE = 3


class Bits(enum.IntFlag):
    READ = 1


class More(Bits):
    pass


class Opened(Closed):
    pass


class Sub(closed.Shut):
    pass
