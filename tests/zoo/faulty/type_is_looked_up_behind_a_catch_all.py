"""A type is looked up in a set, a list is not hashable, and a catch-all hides where."""

from typing import Annotated, Any

from fastapi import Body, FastAPI, HTTPException

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

KNOWN = {"session.created", "session.updated", "tool-calls"}

seen: list[Any] = []


# Not async: the framework runs it on a thread of its own.
@app.post("/webhook")
def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    try:
        if message.get("type") in KNOWN:
            seen.append(message.get("session"))
        return answer_to(message)
    except Exception as error:
        raise HTTPException(status_code=500, detail="The event was not processed") from error


EXHIBIT = faulty(
    "survives",
    "breaks the handler when `type` is",
    line='if message.get("type") in KNOWN:',
    status=500,
    says="TypeError: unhashable type",
    types=("session.created",),
)
