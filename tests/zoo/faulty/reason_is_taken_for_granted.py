"""KeyError on a report without the required reason."""

from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

app = bottle.Bottle()

reasons: list[str] = []


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of_request()
    if message.get("type") == "end-of-call-report":
        reasons.append(message["endedReason"])
    return answer_to(message)


EXHIBIT = faulty(
    "survives",
    "end-of-call-report breaks the handler when `endedReason` is missing",
    line='reasons.append(message["endedReason"])',
    types=("end-of-call-report",),
)
