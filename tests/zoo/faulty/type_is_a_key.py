"""Handlers are looked up by type, but a list is not hashable."""

from collections.abc import Callable
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

seen: list[Any] = []

HANDLERS: dict[str, Callable[[Any], None]] = {"session.created": seen.append, "session.deleted": seen.append}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    handle = HANDLERS.get(message.get("type", ""))
    if handle is not None:
        handle(message.get("session"))
    return answer_to(message)


EXHIBIT = faulty(
    "survives",
    "breaks the handler when `type` is a list",
    line='handle = HANDLERS.get(message.get("type", ""))',
    says="TypeError: unhashable type",
    types=("session.created",),
)
