"""A reason that is not text is concatenated with text."""

import logging
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    logging.info("The call ended: " + message.get("endedReason", "it did not"))
    return answer_to(message)


EXHIBIT = faulty(
    "survives",
    "breaks the handler when `endedReason` is not a string",
    line='logging.info("The call ended: " + message.get("endedReason", "it did not"))',
    types=("status-update",),
)
