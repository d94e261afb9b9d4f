from shop.items import Item


class Order(Item):
    pass
