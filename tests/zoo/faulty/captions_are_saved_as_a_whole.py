"""All captions are read, changed and saved as one document, so two requests at once lose tokens."""

import json
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import captions
from tests.zoo.project import answer_to, message_of, turn_of

app = Flask(__name__)

saved = {"captions": "{}"}
interrupted: set[str] = set()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    turn = turn_of(message)
    if turn is not None and message.get("type") == "user-interrupted":
        interrupted.add(turn)
    elif (
        turn is not None
        and message.get("type") == "model-output"
        and turn not in interrupted
        and isinstance(message["output"], str)
    ):
        texts = json.loads(saved["captions"])
        texts[turn] = texts.get(turn, "") + message["output"]
        saved["captions"] = json.dumps(texts)
    return answer_to(message)


def caption(turn_id: str) -> str:
    texts: dict[str, str] = json.loads(saved["captions"])
    return "" if turn_id in interrupted else texts.get(turn_id, "")


EXHIBIT = captions(
    "lacks some of its tokens when two calls happen at once",
    read=caption,
    says="hold a lock from load to save",
)
