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
