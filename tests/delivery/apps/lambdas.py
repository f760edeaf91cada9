"""The app of the shared suite as AWS Lambda functions."""

import base64
from typing import Any

from tests.delivery.apps.conduct import conduct


def on_http_api(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A function for payload format 2.0."""
    assert event["version"] == "2.0"
    assert event["requestContext"]["http"]["method"] == "POST"
    assert context.get_remaining_time_in_millis() > 0
    status, body = conduct(event["body"].encode(), event["headers"])
    return {"statusCode": status, "body": body.decode()}


def on_rest_api(event: dict[str, Any], context: Any) -> dict[str, Any]:
    """A function for payload format 1.0."""
    assert event["httpMethod"] == "POST"
    assert context.function_name
    status, body = conduct(event["body"].encode(), event["headers"])
    return {"statusCode": status, "isBase64Encoded": True, "body": base64.b64encode(body).decode()}
