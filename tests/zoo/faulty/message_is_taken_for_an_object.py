"""`.get` on a body or a message that is a list, a string or null."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

seen: list[Any] = []


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    payload = request.get_json(silent=True) or {}
    seen.append(payload.get("message", {}).get("timestamp"))
    return answer_to(message_of(payload))


EXHIBIT = faulty(
    "survives",
    "a request breaks the handler when `message` is not an object",
    line='seen.append(payload.get("message", {}).get("timestamp"))',
)
