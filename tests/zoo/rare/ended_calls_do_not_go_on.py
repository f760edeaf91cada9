"""A call that has ended is not expected to be in progress afterwards, though nothing promises an order."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import like, rare, stored
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

state: dict[str, str] = {}


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    call, status = object_at(message, "call").get("id"), message.get("status")
    if message.get("type") == "status-update" and isinstance(call, str):
        if status == "in-progress":
            assert state.get(call) != "ended", "a call cannot begin after its end"
        if isinstance(status, str):
            state[call] = status
    return answer_to(message)


EXHIBIT = rare(
    "accepts",
    "status-update",
    line='assert state.get(call) != "ended", "a call cannot begin after its end"',
    types=("status-update",),
    within=800,
    proof=(
        like("status-update", status="ended", call=stored("a")),
        like("status-update", status="in-progress", call=stored("a")),
    ),
)
