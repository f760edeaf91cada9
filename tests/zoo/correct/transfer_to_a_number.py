import json
from typing import Any

from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to, message_in


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    reply = answer_to(message)
    if message.get("type") == "transfer-destination-request":
        reply = {
            "destination": {"type": "number", "number": "+13125550174", "message": "One moment."},
            "message": {"type": "request-start", "content": "I put you through."},
        }
    headers = {"Content-Type": "application/json"}
    return {"statusCode": 200, "headers": headers, "body": json.dumps(reply)}


EXHIBIT = answering("transfer-destination-request", handler="handler", kind="lambda-url")
