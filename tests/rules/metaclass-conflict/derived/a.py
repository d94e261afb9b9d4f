import abc

from somewhere import Meta, make


class Registry(abc.ABCMeta):
    pass


class Plugin(metaclass=Registry):
    pass


class Loader(Plugin, abc.ABC):
    pass


class Unknown(Plugin, metaclass=Meta):
    pass


def function(name, bases, body):
    return Plugin


class Called(Plugin, metaclass=function):
    pass


class Made(Plugin, metaclass=make()):
    pass


class Sized(Plugin, abc.ABC, metaclass=type):
    pass
