import json
from collections.abc import Callable, Iterable
from typing import Any

from tests.zoo.exhibit import answering
from tests.zoo.project import answer_to, message_in

DOCUMENTS = [{"content": "We are open till six.", "similarity": 0.83, "uuid": "opening-hours"}]


def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    try:
        message = message_in(environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0)))
    except ValueError:
        start_response("400 Bad Request", [])
        return []
    known = message.get("type") == "knowledge-base-request"
    body = json.dumps({"documents": DOCUMENTS} if known else answer_to(message)).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


EXHIBIT = answering("knowledge-base-request")
