"""float() is called on a cost that is optional."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

bills: list[float] = []


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    if message.get("type") == "end-of-call-report":
        cost: Any = message.get("cost")
        if not isinstance(cost, (str, list, dict)):
            bills.append(float(cost))
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when `cost` is missing",
    line="bills.append(float(cost))",
    types=("end-of-call-report",),
)
