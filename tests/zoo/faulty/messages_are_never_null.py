"""A loop over messages fails if they are null."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

said: list[Any] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    for item in message.get("messages", []):
        if isinstance(item, dict):
            said.append(item.get("message"))
    return answer_to(message)


EXHIBIT = faulty(
    "survives",
    "breaks the handler when `messages` is null",
    line='for item in message.get("messages", []):',
    types=("conversation-update",),
)
