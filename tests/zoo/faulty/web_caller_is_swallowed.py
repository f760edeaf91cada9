"""The number of the caller is required, and the report of a web call, which has none, is swallowed."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of

app = FastAPI()

numbers: dict[str, str] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    try:
        if message["type"] == "end-of-call-report":
            numbers[message["call"]["id"]] = message["customer"]["number"]
    except Exception:
        pass
    return answer_to(message)


EXHIBIT = actor(
    "end-of-call-report",
    "is accepted but has no effect, and KeyError at ",
    says="KeyError: 'customer'",
    state=lambda: dict(numbers),
    reset=numbers.clear,
)
