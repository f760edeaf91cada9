"""A token without a turnId is appended to the turn before it."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

texts: dict[str, str] = {}
interrupted: set[str] = set()
last: dict[str, str] = {"turn": ""}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message) or last["turn"]
    last["turn"] = turn
    if "turnId" in message and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif (
        message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        texts[turn] = texts.get(turn, "") + message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("has tokens without a `turnId`", read=caption)
