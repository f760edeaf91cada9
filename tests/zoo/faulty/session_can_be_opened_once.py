"""A session.created that is delivered twice is an error, so Vapi delivers it yet again."""

from typing import Any

from litestar import Litestar, Request, Response, post

from tests.zoo.exhibit import faulty
from tests.zoo.litestar_project import message_of
from tests.zoo.project import answer_to, object_at

sessions: dict[str, Any] = {}


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    message = await message_of(request)
    id = object_at(message, "session").get("id")
    if message.get("type") == "session.created" and isinstance(id, str):
        assert id not in sessions, "the session is there already"
        sessions[id] = message["session"]
    return Response(answer_to(message))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = faulty(
    "redelivery",
    "session.created breaks the handler when the same message is delivered twice",
    line='assert id not in sessions, "the session is there already"',
    types=("session.created",),
    state=lambda: len(sessions),
    reset=sessions.clear,
)
