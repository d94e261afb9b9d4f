class View:
    def dispatch(self, request):
        return "page"

    def options(self, request):
        return ""


class LoginRequiredMixin:
    def dispatch(self, request):
        return super().dispatch(request) if request.user else "login"


class UpperMixin:
    def update(self, *args):
        pass

    def clear(self):
        pass


class OrderView(View, LoginRequiredMixin):
    pass


class Sub(View):
    pass


class ItemView(Sub, LoginRequiredMixin):
    def options(self, request):
        return "none"


class Table(dict, UpperMixin):
    pass
