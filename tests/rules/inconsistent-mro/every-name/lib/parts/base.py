from ..parts.mixins import Mixin as M


class Base(M):
    pass
