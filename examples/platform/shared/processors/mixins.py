"""What processors can be told to do besides."""


class BackfillModeMixin:
    backfill = False

    def should_skip(self, day) -> bool:
        return not self.backfill and day is None
