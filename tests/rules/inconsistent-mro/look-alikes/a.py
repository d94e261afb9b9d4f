"""Diamonds and their like: Python takes all of them."""
import abc
import collections
import enum
import typing


class Root:
    pass


class Left(Root):
    pass


class Right(Root):
    pass


class Diamond(Left, Right):
    pass


class Wide(Diamond, Left, Right):  # shoring: ignore[redundant-base]
    pass


class Twice(Left, Right, Root):  # shoring: ignore[redundant-base]
    pass


class Mixin:
    pass


class Base(Mixin):
    pass


class After(Base, Mixin):  # shoring: ignore[redundant-base]
    pass


class Other(Mixin):
    pass


class Shared(Base, Other):
    pass


class Same(Other, Base):
    pass


class Objects(Base, object):
    pass


class Ordered(collections.OrderedDict, Mixin):
    pass


class Counted(collections.Counter, collections.OrderedDict):
    pass


class Number(int, Mixin, enum.Enum):
    pass


class Point(collections.namedtuple("Point", "x y"), Mixin):
    __slots__ = ()


class Row(typing.NamedTuple):
    x: int


class Named(Row, Mixin):
    pass


class Abstract(Mixin, abc.ABC):
    pass


class Concrete(Abstract, Base):
    pass


class Failure(ValueError, KeyError):
    pass


class Options(typing.TypedDict):
    x: int


class More(Options, total=False):
    y: int
