"""Bodies above 100 KB are rejected, as in Express by default: the report of a long call is lost."""

import json
from typing import Any

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

LIMIT = 100 * 1024


async def app(scope: Any, receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    body, more = b"", True
    while more and len(body) <= LIMIT:
        event = await receive()
        body, more = body + event.get("body", b""), event.get("more_body", False)
    status, reply = answered(body)
    headers = [(b"content-type", b"application/json")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": json.dumps(reply).encode()})


def answered(body: bytes) -> tuple[int, Any]:
    if len(body) > LIMIT:
        return 413, {"error": "request entity too large"}
    try:
        return 200, answer_to(message_in(body))
    except ValueError:
        return 400, {"error": "no JSON"}


EXHIBIT = faulty(
    "accepts",
    "end-of-call-report is rejected when the body is large",
    status=413,
    says="the size limit for bodies is too low",
    types=("end-of-call-report",),
)
