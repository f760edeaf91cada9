"""A message that arrives while another is handled is rejected, and Vapi does not retry it."""

import threading
import time
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

busy = threading.Lock()


@app.post("/webhook")
def webhook() -> Any:
    if not busy.acquire(blocking=False):
        return {"error": "busy"}, 429
    try:
        time.sleep(0.002)
        return answer_to(message_of(request.get_json(silent=True)))
    finally:
        busy.release()


EXHIBIT = faulty("concurrency", "is rejected when several messages are sent at once", status=429)
