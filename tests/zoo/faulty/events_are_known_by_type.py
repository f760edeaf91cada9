"""A repeated delivery is recognised by call and type, so the second status of a call is dropped."""

from typing import Any

from flask import Flask, jsonify, request

from tests.zoo.exhibit import actor
from tests.zoo.project import answer_to, message_of, object_at

app = Flask("statuses")

seen: set[tuple[str, str]] = set()
statuses: dict[str, str] = {}


@app.post("/webhook")
def webhook() -> Any:
    message = message_of(request.get_json(silent=True))
    call, type, status = object_at(message, "call").get("id"), message.get("type"), message.get("status")
    if type != "status-update" or not isinstance(call, str) or not isinstance(status, str):
        return jsonify(answer_to(message))
    if (call, type) not in seen:
        seen.add((call, type))
        statuses[call] = status
    return jsonify(answer_to(message))


def reset() -> None:
    seen.clear()
    statuses.clear()


EXHIBIT = actor(
    "status-update",
    "is accepted but has no effect after status-update (in-progress) of the same call",
    says="compare `timestamp`, too",
    state=lambda: statuses,
    reset=reset,
)
