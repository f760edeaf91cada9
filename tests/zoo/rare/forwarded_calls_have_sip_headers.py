"""The headers of a SIP destination are taken for granted when a call was forwarded to it."""

from typing import Any

from tests.zoo.exhibit import like, rare
from tests.zoo.project import answer_to, message_of, object_at

origins: list[str] = []


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "end-of-call-report":
        destination = object_at(message, "destination")
        if message.get("endedReason") == "assistant-forwarded-call" and destination.get("type") == "sip":
            origins.append(str(destination["sipHeaders"]))
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "end-of-call-report",
    line='origins.append(str(destination["sipHeaders"]))',
    types=("end-of-call-report",),
    handler="handle",
    within=400,
    proof=(
        like(
            "end-of-call-report",
            endedReason="assistant-forwarded-call",
            destination={"type": "sip", "sipUri": "sip:desk@example.com"},
        ),
    ),
)
