"""A tool call that is delivered twice is booked twice."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = FastAPI()

bookings: list[str] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        bookings.extend(tool_call_ids(message))
    return answer_to(message)


EXHIBIT = faulty(
    "redelivery",
    "tool-calls takes effect twice",
    status=200,
    types=("tool-calls",),
    state=lambda: list(bookings),
    reset=bookings.clear,
)
