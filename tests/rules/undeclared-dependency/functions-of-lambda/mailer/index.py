"""AWS has boto3 and what that requires: the parameters tell that it is called there, with whatever annotations."""
from typing import Any, Dict

import boto3
from botocore.exceptions import ClientError


def handler(event: Dict[str, Any], _context: Any) -> Any:
    try:
        return boto3.client("ses").send_email(**event)
    except ClientError:
        return None
