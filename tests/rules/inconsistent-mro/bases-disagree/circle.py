class A:
    pass


class B:
    pass


class C:
    pass


class AB(A, B):
    pass


class BC(B, C):
    pass


class CA(C, A):
    pass


class All(AB, BC, CA):
    pass
