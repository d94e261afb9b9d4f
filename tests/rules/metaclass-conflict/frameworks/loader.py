import abc
import enum

import six

from plugins import Plugin, Registry, Sub


class Loader(Sub, abc.ABC):
    pass


class Named(Plugin, metaclass=abc.ABCMeta):
    pass


class Kind(Plugin, enum.Enum):
    pass


class Old(six.with_metaclass(abc.ABCMeta, Plugin)):
    pass


class Both(Registry, abc.ABCMeta):
    pass


class Fine(Plugin, abc.ABC, metaclass=Both):
    pass
