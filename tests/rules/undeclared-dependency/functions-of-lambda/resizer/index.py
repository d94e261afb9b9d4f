"""The formatter breaks long heads, and `platform_common` is put into a layer."""
import boto3
import requests
from platform_common import storage


def handler(
    event: dict[str, list[str]],
    context: object,
) -> None:
    storage.put(boto3, requests.get(event["url"][0], timeout=5))
