"""The assistant is chosen by the number of the caller, and the caller of a web call has none."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import message_of, object_at

app = FastAPI()

ASSISTANTS = {"44": "b7a1f3c2-5d0e-4c8b-9a61-0f2d3e4c5b6a"}
USUAL = "0e4c5b6a-9a61-4c8b-8d0e-b7a1f3c20f2d"


def assistant_for(number: object) -> str | None:
    return ASSISTANTS.get(number.strip("+")[:2], USUAL) if isinstance(number, str) else None


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") != "assistant-request":
        return {}
    return {"assistantId": assistant_for(object_at(object_at(message, "call"), "customer").get("number"))}


EXHIBIT = replier(
    "when `call.customer` is missing",
    type="assistant-request",
    title="returns a reply that Vapi cannot use when `call` is missing",
)
