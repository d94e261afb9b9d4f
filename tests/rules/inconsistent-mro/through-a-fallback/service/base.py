from service.mixins import BackfillMixin, HistoryMixin

try:
    from service.soft import SoftMixin
except ImportError:
    SoftMixin = object  # no class below can be made then


class Base(BackfillMixin, SoftMixin, HistoryMixin):
    pass
