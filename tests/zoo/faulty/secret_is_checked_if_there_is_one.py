"""The secret is compared only if it is present."""

import hmac
from typing import Any

from flask import Flask, abort, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, message_of

app = Flask(__name__)


@app.before_request
def refuse_strangers() -> None:
    secret = request.headers.get("X-Vapi-Secret")
    if secret is not None and not hmac.compare_digest(secret.encode(), SECRET.encode()):
        abort(401)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    return answer_to(message_of(request.get_json(silent=True)))


EXHIBIT = faulty(
    "credentials",
    "is accepted without valid credentials when the credential is missing",
    status=200,
    secret=SECRET,
)
