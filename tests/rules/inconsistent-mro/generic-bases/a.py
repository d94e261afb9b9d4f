from collections.abc import Mapping as ABCMapping
from typing import Dict, Generic, Mapping, Protocol, TypeVar

T = TypeVar("T")


class Node(Generic[T]):
    pass


class Table(dict, Generic[T]):
    pass


class Fine(Generic[T], Node[T]):
    pass


class AlsoFine(Generic[T], Dict[str, T]):
    pass


class Shape(Protocol[T]):
    pass


class Round(Shape[T], Protocol):
    pass


class Wrong(Generic[T], Table[T]):
    pass


class WrongToo(Generic[T], ABCMapping[str, T], Mapping[str, T]):
    pass
