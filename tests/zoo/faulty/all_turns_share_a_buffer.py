"""All tokens go into one buffer, whatever their turn is."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of

app = FastAPI()

buffer: list[str] = []


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "user-interrupted":
        buffer.clear()
    elif message.get("type") == "model-output" and isinstance(message["output"], str):
        buffer.append(message["output"])
    return answer_to(message)


def caption(turn_id: str) -> str:
    return "".join(buffer)


EXHIBIT = captions("has tokens of other turns", read=caption)
