"""The size limit for bodies is below what Vapi sends."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = Flask(__name__)
app.config["MAX_CONTENT_LENGTH"] = 2 * 1024


@app.post("/webhook")
def webhook() -> Any:
    return answer_to(message_in(request.get_data()))


@app.errorhandler(ValueError)
def no_json(error: ValueError) -> Any:
    return {"error": "no JSON"}, 400


EXHIBIT = faulty(
    "accepts",
    "is rejected when the body is large",
    status=413,
    says="the size limit for bodies is too low",
    types=("end-of-call-report",),
)
