"""A line is stored if the conversation has it, which may arrive a millisecond later."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

conversations: dict[str, str] = {}
lines: dict[str, dict[str, None]] = {}


@app.post("/webhook")
def webhook() -> Any:
    message = message_of(request.get_json(silent=True))
    call, text = object_at(message, "call").get("id"), message.get("transcript")
    if not isinstance(call, str):
        return answer_to(message)
    if message.get("type") == "conversation-update":
        conversations[call] = repr(message.get("messages"))
    is_final = message.get("type") == "transcript" and message.get("transcriptType") == "final"
    if is_final and isinstance(text, str) and repr(text) in conversations.get(call, ""):
        lines.setdefault(call, {})[text] = None
    return answer_to(message)


def reset() -> None:
    conversations.clear()
    lines.clear()


EXHIBIT = actor(
    "transcript", "has no effect when it arrives before conversation-update", state=lambda: lines, reset=reset
)
