class View:
    def dispatch(self):
        return "page"

    def setup(self):
        return 1


class SetupMixin:
    def setup(self):
        return super().setup()


# As frameworks make them: of mixins of their own.
class DetailView(SetupMixin, View):
    pass


class LoginRequiredMixin:
    def dispatch(self):
        return super().dispatch()

    def setup(self):
        return 2


class Order(DetailView, LoginRequiredMixin):
    pass


class Passing:
    def setup(self):
        return super().setup()


class Reached(Passing, LoginRequiredMixin):
    pass


class Right(LoginRequiredMixin, DetailView):
    pass
