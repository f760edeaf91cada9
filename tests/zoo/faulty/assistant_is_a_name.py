"""The assistant in the reply is a name, but Vapi requires an object or an assistantId."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    if message.get("type") == "assistant-request":
        return {"assistant": "front-desk"}
    return answer_to(message)


EXHIBIT = faulty(
    "replies",
    "assistant-request returns a reply that Vapi cannot use",
    status=200,
    says="/assistant",
    types=("assistant-request",),
)
