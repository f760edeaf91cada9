"""KeyError on a role that is not in the table."""

from collections.abc import Mapping
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

SPEAKERS = {"assistant": "we", "user": "they"}

lines: list[str] = []


async def handle(payload: Any, headers: Mapping[str, str]) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "transcript":
        lines.append(SPEAKERS[str(message.get("role"))])
    return answer_to(message)


EXHIBIT = faulty(
    "survives",
    "transcript breaks the handler when `role` is missing",
    line='lines.append(SPEAKERS[str(message.get("role"))])',
    types=("transcript",),
    handler="handle",
)
