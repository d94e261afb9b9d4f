class BackfillMixin:
    pass


class RetryMixin:
    pass
