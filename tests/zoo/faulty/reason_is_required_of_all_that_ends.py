"""A status-update that says that a call has ended must have a reason, but a reason is optional."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = FastAPI()

reasons: list[Any] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "status-update" and message.get("status") == "ended":
        reasons.append(message["endedReason"])
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "status-update is rejected when `endedReason` is missing",
    line='reasons.append(message["endedReason"])',
    types=("status-update",),
)
