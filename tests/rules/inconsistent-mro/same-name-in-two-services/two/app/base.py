class Mixin:
    pass


class Base:
    pass
