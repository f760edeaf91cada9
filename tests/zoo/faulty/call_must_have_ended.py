"""A report is stored if the call has ended, but the record of the call is from when it was created."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import FEW, faulty
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

reports: dict[str, str] = {}


@app.post("/webhook")
def webhook() -> Any:
    message = message_of(request.get_json(silent=True))
    call = object_at(message, "call")
    if message.get("type") == "end-of-call-report" and call.get("status") == "ended":
        reports[str(call.get("id"))] = str(message.get("endedReason"))
    return answer_to(message)


EXHIBIT = faulty(
    "effects",
    'has no effect unless `call.status` is "ended", which Vapi does not send',
    status=200,
    types=("end-of-call-report",),
    handles=("end-of-call-report",),
    quick=FEW,
    state=lambda: dict(reports),
    reset=reports.clear,
)
