"""One way to publish for all services."""
from orchestration.shared.utils.topics import topic_path
from shared.utils.slack_channels import notify


def publish(project: str, topic: str, payload: bytes) -> str:
    if not payload:
        notify("#pipeline", f"empty message for {topic}")
    return topic_path(project, topic)
