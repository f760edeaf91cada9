"""`.startswith` on a type that is not a string."""

from typing import Any

from litestar import Litestar, Request, Response, post

from tests.zoo.exhibit import faulty
from tests.zoo.litestar_project import message_of
from tests.zoo.project import answer_to


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    message = await message_of(request)
    if message.get("type", "").startswith("session."):
        return Response({"heard": True})
    return Response(answer_to(message))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = faulty(
    "survives",
    "breaks the handler when `type` is not a string",
    line='if message.get("type", "").startswith("session."):',
    types=("session.created",),
)
