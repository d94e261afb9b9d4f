"""Where shoring may differ from CPython's ast: the whole list, each with its reason.

A test fails when a difference occurs that is not here, and when one that is here occurs no more
although the file still has the source that causes it.
"""
import collections

# tree: "stdlib" or a package's name; file: path in it; because: source text that causes the
# difference, which the file must contain for the entry to apply; rows: {kind: (rows that only
# ast has, rows that only shoring has)}, or the number of problems for "errors".
Accepted = collections.namedtuple("Accepted", "tree file because rows reason")

ACCEPTED = [
]
