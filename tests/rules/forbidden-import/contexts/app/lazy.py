import heavy

def f():
    import heavy

    if f:
        from heavy import x

def g():
    try:
        from heavy import x
    except ImportError:
        pass
