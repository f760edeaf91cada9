"""Tokens are grouped by call, although a call has many turns."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = Flask(__name__)

calls: dict[str, str] = {}
texts: dict[str, str] = {}


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    turn, call = turn_of(message), str((message.get("call") or {}).get("id"))
    if turn is not None:
        calls[turn] = call
    if turn is not None and message.get("type") == "user-interrupted":
        texts[call] = ""
    elif turn is not None and message.get("type") == "model-output" and isinstance(message["output"], str):
        texts[call] = texts.get(call, "") + message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(calls.get(turn_id, ""), "")


EXHIBIT = captions("has tokens of other turns", read=caption)
