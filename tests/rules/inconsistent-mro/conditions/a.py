"""Whichever way it goes, Python refuses these."""
import sys
from typing import TYPE_CHECKING

import somewhere


class Mixin:
    pass


class One(Mixin):
    pass


class Two(Mixin):
    pass


if somewhere.flag:
    Base = One
else:
    Base = Two


class A(Mixin, Base):
    pass


if sys.version_info >= (3, 8):
    New = One
else:
    New = object


class B(Mixin, New):
    pass


try:
    from collections import OrderedDict as Dict
except ImportError:
    Dict = None


class Table(Dict):
    pass


class C(Dict, Table):
    pass


if TYPE_CHECKING:
    from nowhere import Later
else:
    Later = Two


class D(Mixin, Later):
    pass


Rebound = object
Rebound = One


class E(Mixin, Rebound):
    pass


Rebound = object


class F(Mixin, Rebound):
    pass
