"""Where alerts go."""


def notify(channel: str, text: str) -> None:
    # Only when something is wrong: the fault shows at the first alert, not at start.
    from shared.utils.slack_retry import send_with_retry

    send_with_retry(channel, text)
