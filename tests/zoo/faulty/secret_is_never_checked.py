from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import SECRET, answer_to, is_secret, message_of

app = Flask(__name__)


def refuse_strangers() -> bool:
    return not is_secret(request.headers.get("X-Vapi-Secret"))


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    return answer_to(message_of(request.get_json(silent=True)))


EXHIBIT = Exhibit(
    fault="The function that checks the secret is never called.",
    types=("hang",),
    secret=SECRET,
    expected=(
        Expected(
            check="credentials",
            title="is accepted without valid credentials when the credential is missing",
            status=200,
        ),
    ),
)
