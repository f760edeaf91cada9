"""500 on a request without Content-Type."""

from typing import Any

from flask import Flask, abort, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    if request.content_type.partition(";")[0].lower() != "application/json":
        abort(415)
    return answer_to(message_of(request.get_json(silent=True)))


EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when the Content-Type is missing",
    line='if request.content_type.partition(";")[0].lower() != "application/json":',
)
