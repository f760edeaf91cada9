import hmac
from typing import Any

from flask import Flask, abort, request

from pytest_vapi_contract.delivery import Bearer
from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, message_of

app = Flask(__name__)


@app.before_request
def refuse_strangers() -> None:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not hmac.compare_digest(token.encode(), SECRET.encode()):
        abort(401)


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    return answer_to(message_of(request.get_json(silent=True)))


EXHIBIT = Exhibit(credentials=Bearer(SECRET))
