from typing import Any

from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to, message_of


async def handle(payload: Any) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "campaign.predial":
        return {"eligible": False}
    return answer_to(message)


EXHIBIT = answering("campaign.predial", handler="handle")
