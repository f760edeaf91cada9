"""A lone surrogate, which JSON can express, cannot be encoded."""

import hashlib
import json
from typing import Any

from flask import Flask, request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

app = Flask(__name__)

seen: set[str] = set()


@app.post("/webhook")
def webhook() -> dict[str, Any]:
    message = message_of(request.get_json(silent=True))
    text = json.dumps(message, ensure_ascii=False, sort_keys=True)
    seen.add(hashlib.sha256(text.encode()).hexdigest())
    return answer_to(message)


EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when",
    line="seen.add(hashlib.sha256(text.encode()).hexdigest())",
    says="UnicodeEncodeError",
)
