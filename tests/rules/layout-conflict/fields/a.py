class Named:
    __slots__ = ("name",)


class Priced:
    __slots__ = ["price"]


class Item(Named, Priced):
    pass


class Text(int, str):
    pass


class Failure(Exception, dict):
    pass


class One(int):
    pass


class Two(int):
    pass


class Three(One, Two):
    """Since Python 3.12 there is nothing wrong with it."""


class Pair(tuple):
    __slots__ = ("left", "right")


class Open:
    pass


class Again(Open):
    __slots__ = ("__dict__",)
