"""The result of a tool call is at the top of the reply, not in results."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "tool-calls":
        return {"result": "The table is booked."}
    return answer_to(message)


EXHIBIT = replier("/results is missing", status=200)
