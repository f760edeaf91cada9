"""A body is decoded as ASCII, and rejected if a name in it has an accent."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


def app(environ: Any, start_response: Any) -> list[bytes]:
    try:
        payload = json.loads(environ["wsgi.input"].read().decode("ascii"))
    except (ValueError, RecursionError):
        start_response("400 Bad Request", [])
        return [b""]
    start_response("200 OK", [("Content-Type", "application/json")])
    return [json.dumps(answer_to(message_of(payload))).encode()]


EXHIBIT = faulty("accepts", "is rejected when the body has a non-ASCII character", status=400)
