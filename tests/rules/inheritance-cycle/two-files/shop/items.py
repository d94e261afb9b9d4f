import shop.orders


class Item(shop.orders.Order):
    pass


class Special(Item):
    pass
