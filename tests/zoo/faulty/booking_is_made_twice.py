from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_of, tool_call_ids

app = FastAPI()

bookings: list[str] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        bookings.extend(tool_call_ids(message))
    return answer_to(message)


EXHIBIT = Exhibit(
    fault="A tool call that is delivered twice is booked twice.",
    types=("tool-calls",),
    state=lambda: list(bookings),
    reset=bookings.clear,
    expected=(Expected(check="redelivery", title="tool-calls takes effect twice", status=200),),
)
