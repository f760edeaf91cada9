"""A search with an empty query never returns."""

import asyncio
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

LIMIT = 1.0


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "knowledge-base-request" and not message.get("messagesOpenAIFormatted"):
        await asyncio.Event().wait()
    return answer_to(message)


EXHIBIT = faulty(
    "in-time",
    "knowledge-base-request is not answered in time",
    types=("knowledge-base-request",),
    handler="handle",
    timeout=LIMIT,
)
