from shop.base import Order


class Order(Order):
    pass


class Dict(dict):
    pass


class dict(dict):
    pass


class Outer:
    class Inner:
        pass

    class Same(Inner):
        pass


class Later(NotYet):
    pass


class NotYet:
    pass
