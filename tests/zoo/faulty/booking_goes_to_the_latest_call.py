"""A tool call is booked for the call that began last, whichever call it belongs to."""

from typing import Any

from tests.zoo.exhibit import FEW, faulty
from tests.zoo.project import answer_to, message_of, object_at, tool_call_ids

latest: list[str] = []
bookings: dict[str, set[str]] = {}


def webhook(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    call = object_at(message, "call").get("id")
    if message.get("type") == "status-update" and isinstance(call, str):
        bookings.setdefault(call, set())
        latest[:] = [call]
    if message.get("type") == "tool-calls" and latest:
        bookings[latest[0]].update(tool_call_ids(message))
    return answer_to(message)


def reset() -> None:
    latest.clear()
    bookings.clear()


EXHIBIT = faulty(
    "effects",
    "tool-calls mixes up two calls that are in progress at once",
    says="of the other call",
    handler="webhook",
    types=("tool-calls",),
    handles=("tool-calls",),
    quick=FEW,
    state=lambda: bookings,
    reset=reset,
)
