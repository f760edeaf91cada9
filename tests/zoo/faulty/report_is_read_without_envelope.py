"""The report is looked for at the top level of the body, so each one is lost behind a 200."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of

app = FastAPI()

reasons: dict[str, str] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    body = payload if isinstance(payload, dict) else {}
    call = body.get("call")
    if body.get("type") == "end-of-call-report" and isinstance(call, dict):
        reasons[str(call.get("id"))] = str(body.get("endedReason"))
    return answer_to(message_of(payload))


EXHIBIT = actor(
    "end-of-call-report",
    "is accepted but has no effect, because the message is read from the top level",
    says="as Vapi sends it",
    state=lambda: dict(reasons),
    reset=reasons.clear,
)
