"""The type is looked up in a set, but a list is not hashable."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of

IGNORED = {"speech-update", "conversation-update", "transcript"}


async def webhook(request: Request) -> Response:
    message = await message_of(request)
    if message.get("type") in IGNORED:
        return Response(status_code=204)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "survives",
    "breaks the handler when `type` is a list",
    line='if message.get("type") in IGNORED:',
    types=("speech-update",),
)
