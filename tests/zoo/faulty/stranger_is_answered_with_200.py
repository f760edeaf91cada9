"""A bad credential gets an error message, but with status 200."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, is_secret, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    if not is_secret(event["headers"].get("x-vapi-secret")):
        return {"error": "unauthorized"}
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = faulty(
    "credentials",
    "is accepted without valid credentials when the credential is missing",
    status=200,
    says="unauthorized",
    handler="handler",
    secret=SECRET,
)
