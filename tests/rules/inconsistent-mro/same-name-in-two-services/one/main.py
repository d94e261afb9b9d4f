from app.base import Base, Mixin


class Job(Mixin, Base):
    pass
