from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import FEW, Exhibit
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

requests = [0]
lines: dict[str, dict[str, str]] = {}
endings: dict[str, str] = {}


@app.post("/webhook")
def webhook() -> Any:
    requests[0] += 1
    message = message_of(request.get_json(silent=True))
    call, type = str(object_at(message, "call").get("id")), message.get("type")
    if type == "transcript" and message.get("transcriptType") == "final" and message.get("role") == "user":
        lines.setdefault(call, {})[str(message.get("timestamp"))] = str(message.get("transcript"))
    if type == "status-update" and message.get("status") == "ended":
        endings[call] = str(message.get("endedReason"))
    return answer_to(message)


def reset() -> None:
    lines.clear()
    endings.clear()


EXHIBIT = Exhibit(
    types=("transcript", "status-update"),
    handles=("transcript", "status-update"),
    quick=FEW,
    state=lambda: {"lines": lines, "endings": endings},
    reset=reset,
)
