"""Dates as every service writes them."""
from datetime import date


def game_day(text: str) -> date:
    return date.fromisoformat(text)
