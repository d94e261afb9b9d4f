class TimestampMixin:
    pass


class AuditMixin:
    pass


class Model(TimestampMixin, AuditMixin):
    pass


class Special(Model):
    pass
