import pytest


class Mixin:
    pass


class Base(Mixin):
    pass


def test_refused():
    with pytest.raises(TypeError):

        class Wrong(Mixin, Base):
            pass
