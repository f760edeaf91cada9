import asyncio
from typing import Any

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_of

LIMIT = 1.0


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "knowledge-base-request" and not message.get("messagesOpenAIFormatted"):
        await asyncio.Event().wait()
    return answer_to(message)


EXHIBIT = Exhibit(
    fault="A search with an empty query never returns.",
    handler="handle",
    types=("knowledge-base-request",),
    timeout=LIMIT,
    expected=(Expected(check="in-time", title="knowledge-base-request is not answered in time"),),
)
