"""The answer is in messageResponse, as the OpenAPI document has it, and not at the top of the reply."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    if message_of(payload).get("type") != "assistant-request":
        return {}
    return {"messageResponse": {"assistantId": "b7a1f3c2-5d0e-4c8b-9a61-0f2d3e4c5b6a"}}


EXHIBIT = replier("return what is in it", type="assistant-request")
