import somewhere


class Named:
    __slots__ = ("name",)


class Empty:
    __slots__ = ()


class Open:
    pass


class A(Named, Empty):
    pass


class B(Open, Named):
    pass


class Deeper(Named):
    __slots__ = ("more",)


class C(Deeper, Named):  # shoring: ignore[redundant-base]
    pass


class Computed:
    __slots__ = somewhere.fields()


class D(Computed, Named):
    pass


class One(int):
    pass


class Two(int):
    pass


class E(One, Two):
    pass


class Pair(tuple):
    __slots__ = ()


class F(Exception, Open):
    pass


class G(Named, somewhere.Slotted):
    pass
