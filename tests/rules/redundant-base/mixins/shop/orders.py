from shop.base import AuditMixin, Model, Special, TimestampMixin


class Order(Model, TimestampMixin):
    pass


class Item(
    Special,
    TimestampMixin,  # when
    AuditMixin,
):
    pass


class Price(Special, Model, metaclass=type):
    pass
