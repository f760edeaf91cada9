"""The error of a tool call is an object, not text."""

import json
from typing import Any

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_in, tool_call_ids


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    if message.get("type") == "tool-calls":
        error = {"code": "closed", "message": "We are closed."}
        results = [{"toolCallId": id, "error": error} for id in tool_call_ids(message)]
        return {"statusCode": 200, "body": json.dumps({"results": results})}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = replier("/results/0/error is not text", status=200, handler="handler", kind="lambda-url")
