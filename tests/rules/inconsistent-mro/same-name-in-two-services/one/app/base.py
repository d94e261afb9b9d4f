class Mixin:
    pass


class Base(Mixin):
    pass
