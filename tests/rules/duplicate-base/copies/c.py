import a
import b
from a import Model
from typing import Generic, TypeVar

T = TypeVar("T")
S = TypeVar("S")


class Order(a.Model, b.Model):
    pass


class Pair(Generic[T, S]):
    pass


Model = b.Model


class Item(a.Model, Model):
    pass
