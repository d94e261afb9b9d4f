"""Watches the pipeline's messages."""
import functions_framework

from shared.publishers.unified import publish


@functions_framework.cloud_event
def pipeline_monitor(event):
    publish("platform", "alerts", event.data)
