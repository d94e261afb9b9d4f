from service.base import Base
from service.mixins import BackfillMixin


class Cache(BackfillMixin, Base):
    pass


class Right(Base, BackfillMixin):
    pass
