"""A struct requires a timestamp, which is optional."""

from typing import Any

import msgspec
from litestar import Litestar, Request, Response, post

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


class Deleted(msgspec.Struct):
    timestamp: float


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    try:
        message = message_in(await request.body())
        if message.get("type") == "session.created":
            msgspec.convert(message, Deleted)
    except ValueError:
        return Response({"error": "invalid"}, status_code=400)
    return Response(answer_to(message))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = faulty(
    "accepts",
    "session.created is rejected when `timestamp` is missing",
    status=400,
    types=("session.created",),
)
