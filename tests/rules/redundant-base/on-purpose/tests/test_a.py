from a import Base, Mixin


class Case(Base, Mixin):
    pass
