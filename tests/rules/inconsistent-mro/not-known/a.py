"""What cannot be known is not reported."""
import sys

import somewhere
from elsewhere import Unknown

from stars import *


class Mixin:
    pass


class Base(Mixin):
    pass


if somewhere.flag:
    Either = Base
else:
    Either = Unknown

class Free:
    pass


if somewhere.flag:
    One = Mixin
else:
    One = Free

try:
    from somewhere import Third
except ImportError:
    Third = Base


class A(Mixin, Unknown, Base):
    pass


class B(Mixin, Either):
    pass


class C(One, Base):
    pass


class D(Mixin, Third):
    pass


class E(Mixin, somewhere.wrap(Base)):
    pass


def replace(cls):
    return object()


@replace
class Replaced(Mixin):
    pass


class F(Mixin, Replaced):
    pass


class Meta(type):
    def mro(cls):
        return [cls, object]


class G(Mixin, Base, metaclass=Meta):
    pass


class H(Mixin, *somewhere.bases, Base):
    pass


def build(base):
    class I(Mixin, base):
        pass

    return I


if sys.version_info < (3, 6):

    class Old(Mixin, Base):
        pass


try:

    class Tried(Mixin, Base):
        pass

except TypeError:
    pass


class J(Mixin, Imported):
    pass
