"""An event is stored before it is validated."""

from hashlib import sha256
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

events: dict[str, bytes] = {}


@app.post("/webhook")
def webhook() -> Any:
    body = request.get_data()
    events[sha256(body).hexdigest()] = body
    message = message_of(request.get_json(silent=True))
    if not message:
        return {"error": "no message"}, 400
    return answer_to(message)


EXHIBIT = faulty(
    "side-effects", "a request is rejected but has an effect when", status=400, state=lambda: len(events)
)
