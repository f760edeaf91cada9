from hashlib import sha256
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import Exhibit, Expected
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


EXHIBIT = Exhibit(
    fault="An event is stored before it is validated.",
    types=("hang",),
    state=lambda: len(events),
    expected=(
        Expected(check="side-effects", title="a request is rejected but has an effect when", status=400),
    ),
)
