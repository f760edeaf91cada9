"""The secret is compared with startswith, so longer values are accepted."""

from typing import Any

import bottle

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, message_in

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    if not bottle.request.environ.get("HTTP_X_VAPI_SECRET", "").startswith(SECRET):
        raise bottle.HTTPError(401, "who are you?")
    try:
        message = message_in(bottle.request.body.read())
    except ValueError:
        raise bottle.HTTPError(400, "no JSON") from None
    return answer_to(message)


EXHIBIT = faulty(
    "credentials",
    "is accepted without valid credentials when the credential has an extra character",
    status=200,
    secret=SECRET,
)
