"""The exception for a body above the limit becomes a 500 without details."""

from typing import Any

from flask import Flask, request
from werkzeug.exceptions import RequestEntityTooLarge

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 100 * 1024


@app.post("/webhook")
def webhook() -> Any:
    try:
        message = message_in(request.get_data())
    except ValueError:
        return {"error": "no JSON"}, 400
    except RequestEntityTooLarge:
        return {"error": "internal error"}, 500
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when the body is large",
    line="message = message_in(request.get_data())",
    status=500,
    types=("end-of-call-report",),
)
