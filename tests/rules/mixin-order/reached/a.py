class View:
    def get(self):
        return super().get()

    def post(self):
        return 1

    def put(self):
        return 1


class GetMixin:
    def get(self):
        return 2


class PostMixin:
    def post(self):
        return 2


class PutMixin(View):
    def put(self):
        return 2


class OtherMixin:
    def other(self):
        return 2


class First(GetMixin, PostMixin, View):
    pass


class Super(View, GetMixin):
    pass


class Own(View, PostMixin):
    def post(self):
        return PostMixin.post(self)


class MoreMixin:
    def post(self):
        return 3


class Mixins(MoreMixin, PostMixin):
    pass


class Based(PutMixin, View):  # shoring: ignore[redundant-base]
    pass


class Nothing(View, OtherMixin):
    pass


class HookMixin:
    def put(self):
        raise NotImplementedError


class Hooked(View, HookMixin):
    pass
