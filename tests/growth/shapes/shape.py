"""Projects that grow: each shape makes one of size n, whose bytes are a fixed multiple of n.

A shape tries what could cost more than that: something of each row for each other row, a list that doubles, a
walk that begins anew. `SHAPES` has the size to begin with, and the command that looks at the project.
"""
import collections

Shape = collections.namedtuple("Shape", "name size words make")
SHAPES = []
ROWS = 300  # of one key of the configuration: there are at most so many
CHECK = ("check", "--format", "json", "--no-cache")


def shape(size, *words):
    def enter(make):
        SHAPES.append(Shape(make.__name__, size, words or CHECK, make))
        return make
    return enter


def lines(form, count, first=0):
    return "".join(form.format(i, i + 1) for i in range(first, first + count))


def service(more):
    return {"s/requirements.txt": "", **more}


def judged(files):
    """Of one service: only in what is deployed something is missing."""
    return {"requirements.txt": "", **files}
