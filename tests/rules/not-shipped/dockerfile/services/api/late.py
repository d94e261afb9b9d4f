def f():
    from shared.models import order

    return order
