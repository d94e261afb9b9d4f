class Mixin:
    pass


class _Hidden:
    pass
