"""Transcripts of the assistant are appended to the turn, but they repeat its tokens."""

from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = FastAPI()

texts: dict[str, str] = {}
interrupted: set[str] = set()
current: dict[str, str] = {}


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    turn, call = turn_of(message), str((message.get("call") or {}).get("id"))
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif turn is not None and message.get("type") == "model-output" and turn not in interrupted:
        current[call] = turn
        if isinstance(message["output"], str):
            texts[turn] = texts.get(turn, "") + message["output"]
    elif message.get("type") == "transcript" and message.get("role") == "assistant" and call in current:
        texts[current[call]] = texts.get(current[call], "") + str(message.get("transcript", ""))
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("has the text of other messages", read=caption)
