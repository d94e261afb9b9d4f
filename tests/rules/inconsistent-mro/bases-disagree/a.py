class X:
    pass


class Y:
    pass


class First(X, Y):
    pass


class Second(Y, X):
    pass


class Child(First):
    pass


class Both(Child, Second):
    pass


class Object(object, X):
    pass
