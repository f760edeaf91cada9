"""A list is extended by each output, so a list of tool calls puts objects among the letters."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

letters: dict[str, list[str]] = {}
interrupted: set[str] = set()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        letters[turn] = []
    elif turn is not None and message.get("type") == "model-output" and turn not in interrupted:
        letters.setdefault(turn, []).extend(message["output"])
    return answer_to(message)


def caption(turn_id: str) -> str:
    return "".join(letters.get(turn_id, []))


EXHIBIT = captions("cannot be read any more", read=caption, says="TypeError")
