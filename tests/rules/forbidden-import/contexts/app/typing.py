import typing as t

if t.TYPE_CHECKING:
    from heavy import x

def f():
    if t.TYPE_CHECKING:
        import heavy
