import pytest

from a import Color


def test_closed():
    with pytest.raises(TypeError):

        class More(Color):
            BLUE = 2
