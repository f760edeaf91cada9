"""A report must have a transcript, but an unanswered call has none."""

from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

transcripts: list[str] = []


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    artifact = message.get("artifact")
    if message.get("type") == "end-of-call-report" and isinstance(artifact, dict):
        transcripts.append(artifact["transcript"])
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when `artifact.transcript` is missing",
    line='transcripts.append(artifact["transcript"])',
    types=("end-of-call-report",),
    handler="handle",
)
