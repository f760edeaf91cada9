"""The whitespace around each token is removed, and words run together."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

texts: dict[str, str] = {}
interrupted: set[str] = set()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        texts[turn] = texts.get(turn, "") + message["output"].strip()
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("lacks the whitespace of its tokens", read=caption)
