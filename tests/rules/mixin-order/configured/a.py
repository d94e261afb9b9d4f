class View:
    def get(self):
        return 1


class CachedBehaviour:
    def get(self):
        return 2


class CachedMixin:
    def get(self):
        return 3


class A(View, CachedBehaviour):
    pass


class B(View, CachedMixin):
    pass
