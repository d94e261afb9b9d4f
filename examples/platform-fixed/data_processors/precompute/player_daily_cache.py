"""Caches what the predictions ask for most."""
from sqlalchemy import create_engine, text

from shared.processors.base import PrecomputeProcessorBase


class PlayerDailyCacheProcessor(PrecomputeProcessorBase):
    table = "player_daily_cache"

    def process(self, day) -> None:
        with create_engine("sqlite://").begin() as connection:
            connection.execute(text("select 1"))
