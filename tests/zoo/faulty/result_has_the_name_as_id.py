"""The result of a tool call has the name of the tool instead of the toolCallId."""

from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") != "tool-calls":
        return answer_to(message)
    calls = message.get("toolCallList")
    named = [call for call in calls if isinstance(call, dict)] if isinstance(calls, list) else []
    return {"results": [{"toolCallId": name_of(call), "result": "Done."} for call in named]}


def name_of(call: dict[str, Any]) -> str:
    function = call.get("function")
    return str(function.get("name")) if isinstance(function, dict) else ""


EXHIBIT = faulty(
    "replies",
    "tool-calls returns a reply that Vapi cannot use",
    says="which no tool call has",
    types=("tool-calls",),
    handler="handle",
)
