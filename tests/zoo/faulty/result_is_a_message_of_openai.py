"""The result is a message in OpenAI's format, with role, tool_call_id and content."""

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
        messages = [{"role": "tool", "tool_call_id": id, "content": "Done."} for id in tool_call_ids(message)]
        return {"statusCode": 200, "body": json.dumps(messages)}
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = replier(
    "the reply is not an object with `results`",
    status=200,
    handler="handler",
    kind="lambda-url",
)
