"""The number of a transfer is at the top of the reply, not in a destination."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    if message.get("type") == "transfer-destination-request":
        return {"number": "+13125550174"}
    return answer_to(message)


EXHIBIT = replier("neither destination nor error", type="transfer-destination-request", status=200)
