import abc
import enum
from typing import Generic, Protocol, TypeVar

T = TypeVar("T")


class Mixin:
    pass


class Base(Mixin):
    pass


class A(Base, object):
    pass


class Node(Generic[T]):
    pass


class B(Node[T], Generic[T]):
    pass


class Sized(Protocol):
    pass


class Named(Sized, Protocol):
    pass


class C(Named, Sized):
    pass


class Abstract(abc.ABC):
    pass


class D(Abstract, abc.ABC):
    pass


class ShopError(ValueError):
    pass


class NotFound(ShopError, ValueError):
    pass


class Other(Mixin):
    pass


class Ordered(Other):
    pass


class X:
    pass


class Y(X):
    pass


class Z:
    pass


class W(Z):
    pass


class Reordered(Y, W, X):
    """Without X at the end, the order is another one: Y, X, W, Z."""
