import enum
from typing import final


class Named(enum.Enum):
    def label(self):
        return self.name.lower()

    @property
    def upper(self):
        return self.name

    _ignore_ = ["x"]


class Color(Named):
    RED = 1


class Strict(str, enum.Enum):
    pass


class Size(Strict):
    SMALL = "s"


@final
class Closed(Named):
    ONE = 1


class Number(int):
    pass


class Helper:
    RED = 1


class Sub(Helper):
    pass
