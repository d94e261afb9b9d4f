"""What all processors have in common."""
from shared.processors.mixins import BackfillModeMixin


class PrecomputeProcessorBase(BackfillModeMixin):
    table: str

    def run(self, day) -> None:
        if not self.should_skip(day):
            self.process(day)

    def process(self, day) -> None:
        raise NotImplementedError
