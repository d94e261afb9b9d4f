from shared.base import Processor, Retrying
from shared.mixins import BackfillMixin, RetryMixin


class Daily(BackfillMixin, Processor):
    pass


class Weekly(
    BackfillMixin,
    Retrying,
):
    pass


class Monthly(RetryMixin, BackfillMixin, Retrying):
    pass


class Fine(Processor, BackfillMixin, RetryMixin):  # shoring: ignore[redundant-base]
    pass
