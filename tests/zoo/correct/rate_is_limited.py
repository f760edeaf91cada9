import threading
import time
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_of

RATE, BURST = 250.0, 60.0  # a second: a call has some seventeen messages in one, and up to fifty at once

app = Flask(__name__)

lock = threading.Lock()
bucket = {"level": BURST, "at": time.monotonic()}


def take() -> bool:
    with lock:
        now = time.monotonic()
        bucket["level"] = min(BURST, bucket["level"] + (now - bucket["at"]) * RATE)
        bucket["at"] = now
        if bucket["level"] < 1:
            return False
        bucket["level"] -= 1
        return True


@app.post("/webhook")
def webhook() -> Any:
    if not take():
        return {"error": "too many requests"}, 429
    return answer_to(message_of(request.get_json(silent=True)))


EXHIBIT = Exhibit()
