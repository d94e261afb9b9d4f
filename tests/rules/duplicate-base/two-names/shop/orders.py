import shop
from shop.models import Model

Alias = shop.Base


class Order(Model, Alias):
    pass


class Item(Model, Model):
    pass


class Price(
    shop.Base,
    dict,
    shop.models.Model,
):
    pass


class Number(int, int):
    pass
