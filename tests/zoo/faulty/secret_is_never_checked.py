"""The function that checks the secret is never called."""

from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, is_secret, message_of

app = Flask(__name__)


def refuse_strangers() -> bool:
    return not is_secret(request.headers.get("X-Vapi-Secret"))


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    return answer_to(message_of(request.get_json(silent=True)))


EXHIBIT = faulty(
    "credentials",
    "is accepted without valid credentials when the credential is missing",
    status=200,
    secret=SECRET,
)
