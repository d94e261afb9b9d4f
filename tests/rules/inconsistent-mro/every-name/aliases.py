import lib
import lib.parts.base as deep
from lib import LibBase, Mixin, parts as p
from lib import *

Alias = lib.parts.Base
Again: type = Alias


class A(lib.Mixin, lib.Base):
    pass


class B(Mixin, deep.Base):
    pass


class C(p.mixins.Mixin, LibBase):
    pass


class D(Mixin, Again):
    pass


class E(Mixin, Base):
    pass


class Outer:
    Inner = Base

    class Deep(Mixin):
        pass

    class Wrong(Mixin, Deep):
        pass


class F(Mixin, Outer.Inner):
    pass


def make():
    from lib.parts import Base as Local

    class G(Mixin, Local):
        pass

    return G


H = type("H", (Mixin, Base), {})
