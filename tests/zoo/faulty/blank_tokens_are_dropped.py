"""A token that is only whitespace is dropped as empty."""

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
    elif turn is not None and message.get("type") == "model-output" and turn not in interrupted:
        output = message["output"] if isinstance(message["output"], str) else ""
        texts[turn] = texts.get(turn, "") + (output if output.strip() else "")
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("lacks tokens that are only whitespace", read=caption)
