"""What once took time that grew with the square of the input, or might: `make growth` has all shapes."""
import shutil

import growth
import pytest
import shapes

SOME = ["undeclared", "docker_stages", "aliases_in_circle", "wide_and_redundant", "mapped"]


@pytest.mark.skipif(shutil.which("valgrind") is None, reason="there is no valgrind to count instructions")
@pytest.mark.parametrize("name", SOME)
def test_grows_as_its_input_does(shoring, name):
    shape = next(shape for shape in shapes.SHAPES if shape.name == name)
    _, count, more, _, more_memory = growth.judge(str(shoring.program), shape)
    assert count > 5 * growth.LEAST
    assert more <= growth.LIMIT
    assert more_memory <= growth.MEMORY_LIMIT


def test_shapes_grow():
    """A shape whose input does not grow would show nothing; one whose grows faster would show too much."""
    assert len({shape.name for shape in shapes.SHAPES}) == len(shapes.SHAPES) > 100
    for shape in shapes.SHAPES:
        small, large = (sum(map(len, shape.make(size).values())) + 20 * len(shape.make(size)) for size in (800, 1600))
        assert 1.5 < large / small < 2.9, shape.name
