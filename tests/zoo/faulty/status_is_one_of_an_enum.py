"""An unknown status raises a ValueError in an enum, which is not caught."""

from enum import StrEnum

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of


class Status(StrEnum):
    STARTED = "started"
    STOPPED = "stopped"


heard: list[Status] = []


async def webhook(request: Request) -> Response:
    message = await message_of(request)
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
