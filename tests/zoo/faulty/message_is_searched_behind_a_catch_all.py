"""`get` is called on a message that is not an object, and a catch-all hides where."""

from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

app = Flask(__name__)


def number_of(text: Any) -> float | None:
    try:
        return float(text)
    except (TypeError, ValueError, OverflowError):
        return None


def process(payload: dict[str, Any]) -> dict[str, Any]:
    message = payload.get("message", {})
    number_of(message.get("timestamp"))
    return answer_to(message)


@app.post("/webhook")
def webhook() -> ResponseReturnValue:
    try:
        payload = request.get_json(force=True, silent=True)
        result = process(payload if isinstance(payload, dict) else {})
        status = 200
    except Exception:
        result, status = {"error": "Something went wrong"}, 500
    number_of("not a number")
    return jsonify(result), status


EXHIBIT = faulty(
    "survives",
    "breaks the handler when `message` is",
    line='number_of(message.get("timestamp"))',
    status=500,
    says="AttributeError: 'NoneType' object has no attribute 'get'",
    types=("hang",),
)
