class BackfillMixin:
    pass


class HistoryMixin:
    pass
