"""500 on a body that is a scalar or a list."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        payload = json.loads(event["body"] or "null")
    except (ValueError, RecursionError):
        return {"statusCode": 400, "body": "no JSON"}
    if payload is not None and payload.get("message") is None:
        return {"statusCode": 400, "body": "no message"}
    return {"statusCode": 200, "body": json.dumps(answer_to(message_of(payload)))}


EXHIBIT = faulty(
    "survives",
    "a request breaks the handler when the body is",
    line='if payload is not None and payload.get("message") is None:',
    handler="handler",
    kind="lambda-v1",
)
