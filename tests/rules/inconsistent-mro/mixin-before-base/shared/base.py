from .mixins import BackfillMixin, RetryMixin


class Record:
    pass


class Processor(Record, BackfillMixin):
    pass


class Retrying(RetryMixin, Processor):
    pass
