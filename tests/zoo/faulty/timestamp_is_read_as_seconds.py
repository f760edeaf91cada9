"""A timestamp is interpreted as seconds, but it is in milliseconds."""

from datetime import UTC, datetime
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

heard: list[datetime] = []


def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    stamp = message.get("timestamp")
    if message.get("type") == "speech-update" and isinstance(stamp, int):
        heard.append(datetime.fromtimestamp(stamp, UTC))
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "speech-update is rejected when `timestamp` is 1",
    line="heard.append(datetime.fromtimestamp(stamp, UTC))",
    types=("speech-update",),
    handler="handle",
)
