"""KeyError on a report without the required reason."""

from typing import Any

import bottle

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

app = bottle.Bottle()

reasons: list[str] = []


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    try:
        message = message_in(bottle.request.body.read())
    except ValueError:
        raise bottle.HTTPError(400, "no JSON") from None
    if message.get("type") == "end-of-call-report":
        reasons.append(message["endedReason"])
    return answer_to(message)


EXHIBIT = faulty(
    "survives",
    "end-of-call-report breaks the handler when `endedReason` is missing",
    line='reasons.append(message["endedReason"])',
    types=("end-of-call-report",),
)
