"""Caches what is asked for by team: two processors in one, over a common base."""
from shared.processors.base import PrecomputeProcessorBase


class LockedProcessor(PrecomputeProcessorBase):
    def process(self, day) -> None:
        with open("/tmp/precompute.lock", "a", encoding="utf-8"):
            super().process(day)


class ReportingProcessor(PrecomputeProcessorBase):
    def process(self, day) -> None:
        print(self.table, day)


class TeamDailyCacheProcessor(LockedProcessor, ReportingProcessor):
    table = "team_daily_cache"
