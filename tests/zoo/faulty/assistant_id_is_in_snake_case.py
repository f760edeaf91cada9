"""The id of the assistant is called assistant_id."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "assistant-request":
        return {"assistant_id": "a1b2c3"}
    return answer_to(message)


EXHIBIT = replier("the reply has none of assistantId", type="assistant-request", status=200)
