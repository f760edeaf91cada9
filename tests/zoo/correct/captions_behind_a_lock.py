import json
from threading import Lock
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import right_captions
from tests.zoo.project import answer_to, message_of, turn_of

app = Flask(__name__)

lock = Lock()
saved = {"captions": "{}", "interrupted": "[]"}


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    turn, output = turn_of(message), message.get("output")
    if turn is None:
        return answer_to(message)
    with lock:
        captions, interrupted = json.loads(saved["captions"]), json.loads(saved["interrupted"])
        if message.get("type") == "user-interrupted":
            interrupted.append(turn)
            captions[turn] = ""
        elif turn not in interrupted and isinstance(output, str):
            captions[turn] = captions.get(turn, "") + output
        saved.update(captions=json.dumps(captions), interrupted=json.dumps(interrupted))
    return answer_to(message)


def caption(turn_id: str) -> str | None:
    captions: dict[str, str] = json.loads(saved["captions"])
    return captions.get(turn_id)


EXHIBIT = right_captions(caption, schedules=("concurrent",))
