class X:
    pass


class Y:
    pass


class U(X):
    pass


class V(Y, X):
    pass


class P:
    pass


class Q(P):
    pass


class R(P):
    pass


class Pinned(Q, R, P):  # shoring: ignore[redundant-base]
    pass


class Checked:
    def __init_subclass__(cls):
        assert Checked not in cls.__bases__ or cls.__doc__


class Sub(Checked):
    """Is one."""


class Direct(Sub, Checked):
    """Says so."""
