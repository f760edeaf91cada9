"""The table of labels lacks some of the statuses of a call."""

import logging
from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

logger = logging.getLogger(__name__)

app = bottle.Bottle()

LABELS = {
    "scheduled": "planned",
    "queued": "waiting",
    "ringing": "ringing",
    "in-progress": "talking",
    "ended": "over",
}


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of_request()
    if message.get("type") == "status-update":
        logger.info("The call is %s", LABELS[str(message.get("status"))])
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "status-update is rejected when `status` is the string",
    line='logger.info("The call is %s", LABELS[str(message.get("status"))])',
    types=("status-update",),
)
