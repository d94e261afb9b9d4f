def f():
    import shared.db
