class SoftMixin:
    pass
