"""The reply to a tool call is plain text."""

from typing import Any

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of


def handle(payload: Any) -> Any:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        return "The table is booked."
    return answer_to(message)


EXHIBIT = replier("the reply is not an object with `results`", handler="handle")
