"""An interrupted turn is deleted, and a late token of it raises a KeyError."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

texts: dict[str, str] = {}
begun: set[str] = set()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        texts.pop(turn, None)
    elif turn is not None and message.get("type") == "model-output" and isinstance(message["output"], str):
        if turn not in begun:
            begun.add(turn)
            texts[turn] = ""
        texts[turn] += message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions(
    "model-output breaks the handler in a conversation", read=caption, line='texts[turn] += message["output"]'
)
