"""The last message of a report is read, but a call that nobody answered has none."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

lines: list[Any] = []


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    messages = object_at(message, "artifact").get("messages")
    if message.get("type") == "end-of-call-report" and isinstance(messages, list):
        lines.append(messages[-1])
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when `artifact.messages` is an empty list",
    line="lines.append(messages[-1])",
    types=("end-of-call-report",),
)
