"""Headers are looked up in lower case, but a REST API passes them on unchanged."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, is_secret, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    if not is_secret(event["headers"].get("x-vapi-secret")):
        return {"statusCode": 401, "body": ""}
    try:
        message = message_in(event["body"] or "")
    except ValueError:
        return {"statusCode": 400, "body": "no JSON"}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = faulty(
    "accepts",
    "is rejected",
    status=401,
    says="the handler rejects the credential",
    handler="handler",
    kind="lambda-v1",
    secret=SECRET,
)
