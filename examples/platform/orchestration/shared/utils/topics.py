"""Names of topics."""


def topic_path(project: str, topic: str) -> str:
    return f"projects/{project}/topics/{topic}"
