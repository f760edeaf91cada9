"""A report is counted before a property is required that it may lack, so it is rejected and counted."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to, message_of, object_at

app = Flask(__name__)

calls: set[str] = set()


@app.post("/webhook")
def webhook() -> Any:
    message = message_of(request.get_json(silent=True))
    call = object_at(message, "call")
    if message.get("type") == "end-of-call-report":
        calls.add(str(call.get("id")))
        if not call:
            return {"error": "no call"}, 422
    return answer_to(message)


# It is rejected, although a report of a chat has no call, and it has an effect, although it is rejected.
EXHIBIT = Exhibit(
    expected=(
        Expected(check="side-effects", title="end-of-call-report is rejected but has an effect", status=422),
        Expected(check="accepts", title="end-of-call-report is rejected when `call` is missing", status=422),
    ),
    types=("end-of-call-report",),
    handles=("end-of-call-report",),
    state=lambda: sorted(calls),
    reset=calls.clear,
)
