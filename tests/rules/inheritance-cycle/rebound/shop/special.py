import shop


class Order(shop.Order):
    """The package's first Order, when this runs."""
