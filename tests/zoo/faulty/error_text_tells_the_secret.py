"""The reply to a request that is not JSON repeats the request with all its headers."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, is_secret, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    if not is_secret(event["headers"].get("x-vapi-secret")):
        return {"statusCode": 401}
    try:
        message = message_in(event.get("body") or "")
    except ValueError as error:
        return {"statusCode": 400, "body": f"{error}: cannot read {json.dumps(event['headers'])}"}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = faulty(
    "leaks",
    "a request gets a reply that leaks the secret when the body is empty",
    status=400,
    handler="handler",
    secret=SECRET,
)
