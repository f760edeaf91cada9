from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

times: dict[str, int] = {}


@app.post("/webhook")
def webhook() -> ResponseReturnValue:
    message = message_of(request.get_json(silent=True))
    time: Any = message.get("timestamp", 0)
    if type(time) is not int:
        return {"error": "timestamp is not a whole number"}, 422
    times["last"] = time
    return answer_to(message)


EXHIBIT = Exhibit(types=("status-update",))
