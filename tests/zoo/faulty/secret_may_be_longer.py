"""The secret is compared with startswith, so longer values are accepted."""

from typing import Any

import bottle

from tests.zoo.bottle_project import message_of_request
from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to

app = bottle.Bottle()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    if not bottle.request.environ.get("HTTP_X_VAPI_SECRET", "").startswith(SECRET):
        raise bottle.HTTPError(401, "who are you?")
    message = message_of_request()
    return answer_to(message)


EXHIBIT = faulty(
    "credentials",
    "is accepted without valid credentials when the credential has an extra character",
    status=200,
    secret=SECRET,
)
