"""An unknown status raises a ValueError in an enum, which is not caught."""

from enum import StrEnum

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


class Status(StrEnum):
    STARTED = "started"
    STOPPED = "stopped"


heard: list[Status] = []


async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
    except ValueError:
        return Response(status_code=400)
    if message.get("type") == "speech-update":
        heard.append(Status(str(message.get("status"))))
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "survives",
    "speech-update breaks the handler when `status` is missing",
    line='heard.append(Status(str(message.get("status"))))',
    types=("speech-update",),
)
