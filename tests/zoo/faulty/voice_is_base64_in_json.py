"""The voice is Base64 in JSON, as the schema of the reply seems to say."""

import base64
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "voice-request":
        return {"data": base64.b64encode(bytes(4_800)).decode()}
    return answer_to(message)


EXHIBIT = replier("the reply is JSON, not audio", type="voice-request", status=200)
