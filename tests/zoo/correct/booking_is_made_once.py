from typing import Annotated, Any

from fastapi import Body, FastAPI, Header, HTTPException

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, is_secret, message_of, tool_call_ids

app = FastAPI()

bookings: dict[str, str] = {}


@app.post("/webhook")
async def webhook(
    payload: Annotated[Any, Body()] = None, x_vapi_secret: Annotated[str | None, Header()] = None
) -> dict[str, Any]:
    if not is_secret(x_vapi_secret):
        raise HTTPException(401)
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        for id in tool_call_ids(message):
            bookings.setdefault(id, "booked")
    return answer_to(message)


EXHIBIT = Exhibit(types=("tool-calls",), secret=SECRET, state=lambda: sorted(bookings), reset=bookings.clear)
