"""500 on an empty body, which Lambda passes as None."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        payload = json.loads(event["body"])
    except (ValueError, RecursionError):
        return {"statusCode": 400, "body": "no JSON"}
    return {"statusCode": 200, "body": json.dumps(answer_to(message_of(payload)))}


EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when the body is empty",
    line='payload = json.loads(event["body"])',
    says="TypeError",
    kind="lambda-v1",
    handler="handler",
)
