"""Every output is converted to text, even a list of tool calls."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = Flask(__name__)

texts: dict[str, str] = {}
interrupted: set[str] = set()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
        texts[turn] = ""
    elif turn is not None and message.get("type") == "model-output" and turn not in interrupted:
        texts[turn] = f"{texts.get(turn, '')}{message['output']}"
    return answer_to(message)


def caption(turn_id: str) -> str:
    return texts.get(turn_id, "")


EXHIBIT = captions("has tool calls in it", read=caption)
