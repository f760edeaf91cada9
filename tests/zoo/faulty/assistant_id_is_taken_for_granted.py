"""Every session must have an assistantId, but a transient assistant has no id."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

assistants: dict[str, Any] = {}


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    session = object_at(message, "session")
    if message.get("type") == "session.created" and "id" in session:
        assistants[str(session["id"])] = session["assistantId"]
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "session.created is rejected when `session.assistantId` is missing",
    line='assistants[str(session["id"])] = session["assistantId"]',
    types=("session.created",),
)
