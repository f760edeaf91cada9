"""KeyError on a tool call without its function."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

asked: list[Any] = []


def handler(event: dict[str, Any], context: Any) -> dict[str, Any]:
    try:
        message = message_in(event.get("body") or "")
    except ValueError:
        return {"statusCode": 400}
    calls = message.get("toolCallList")
    for call in calls if isinstance(calls, list) else []:
        if isinstance(call, dict):
            asked.append(call["function"])
    return {"statusCode": 200, "body": json.dumps(answer_to(message))}


EXHIBIT = faulty(
    "survives",
    "tool-calls breaks the handler when `toolCallList[0].function` is missing",
    line='asked.append(call["function"])',
    types=("tool-calls",),
    handler="handler",
)
