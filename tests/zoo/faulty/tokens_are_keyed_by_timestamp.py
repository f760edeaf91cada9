"""Tokens are stored by their timestamp, but several can have the same."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = Flask(__name__)

tokens: dict[str, dict[int, str]] = {}
interrupted: set[str] = set()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        tokens[turn] = {}
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        tokens.setdefault(turn, {})[message.get("timestamp", 0)] = message["output"]
    return answer_to(message)


def caption(turn_id: str) -> str:
    found = tokens.get(turn_id, {})
    return "".join(found[timestamp] for timestamp in sorted(found))


EXHIBIT = captions("lacks tokens that have the same timestamp", read=caption)
