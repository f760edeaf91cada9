"""500 on a body that is not UTF-8: the exception is not a JSONDecodeError."""

import json
from typing import Any

import bottle

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    try:
        payload = json.loads(bottle.request.body.read())
    except (json.JSONDecodeError, RecursionError):
        raise bottle.HTTPError(400, "no JSON") from None
    return answer_to(message_of(payload))


EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when",
    line="payload = json.loads(bottle.request.body.read())",
    says="UnicodeDecodeError",
)
