import base64
import json
from typing import Any

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, is_secret, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    if not is_secret(event["headers"].get("x-vapi-secret")):
        return {"statusCode": 401}
    body = event.get("body") or ""
    try:
        message = message_in(base64.b64decode(body) if event.get("isBase64Encoded") else body)
    except ValueError:
        return {"statusCode": 400}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = Exhibit(handler="handler", secret=SECRET)
