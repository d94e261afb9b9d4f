import enum
from enum import auto
from typing import final

import typing_extensions


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


@final
class Closed:
    pass


class Opened(Closed):
    pass


@typing_extensions.final
class Shut:
    pass


class Sub(Shut):
    pass
