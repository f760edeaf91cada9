"""A report is stored with a call that has ended, and lost if it overtakes the status that says so."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import FEW, faulty
from tests.zoo.project import answer_to, message_of, object_at

app = FastAPI()

calls: dict[str, dict[str, str]] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    call = object_at(message, "call").get("id")
    if not isinstance(call, str):
        return answer_to(message)
    if message.get("type") == "status-update" and message.get("status") == "ended":
        calls.setdefault(call, {})
    if message.get("type") == "end-of-call-report" and call in calls:
        calls[call]["reason"] = str(message.get("endedReason"))
    return answer_to(message)


EXHIBIT = faulty(
    "effects",
    "end-of-call-report has no effect when it arrives before status-update (ended)",
    status=200,
    says="unchanged",
    types=("status-update", "end-of-call-report"),
    handles=("status-update", "end-of-call-report"),
    quick=FEW,
    state=lambda: calls,
    reset=calls.clear,
)
