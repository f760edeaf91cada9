"""The type is read from the message, but the call from the top level of the body, where it never is."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

ended: dict[str, str] = {}


@app.post("/webhook")
def webhook() -> Any:
    payload = request.get_json(silent=True)
    message, call = message_of(payload), object_at(payload, "call")
    if message.get("type") == "end-of-call-report" and call.get("id"):
        ended[str(call["id"])] = str(message.get("endedReason"))
    return answer_to(message)


EXHIBIT = actor(
    "end-of-call-report",
    "is accepted but has no effect, because `call` is read from the top level",
    state=lambda: dict(ended),
    reset=ended.clear,
)
