"""Each status of a call is a new row with the id of the call, and there can be only one: the end is lost."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import FEW, faulty
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

calls: dict[str, str] = {}


def insert(call: str, status: str) -> None:
    """As a table does whose primary key is the id."""
    if call in calls:
        raise ValueError("UNIQUE constraint failed: calls.id")
    calls[call] = status


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    call = object_at(message, "call").get("id")
    if message.get("type") == "status-update" and isinstance(call, str):
        insert(call, str(message.get("status")))
    return answer_to(message)


EXHIBIT = faulty(
    "effects",
    "status-update is rejected after status-update (",
    line='raise ValueError("UNIQUE constraint failed: calls.id")',
    types=("status-update", "end-of-call-report"),
    handles=("status-update",),
    checks=("accepts", "observed", "effects"),
    quick=FEW,
    state=lambda: calls,
    reset=calls.clear,
)
