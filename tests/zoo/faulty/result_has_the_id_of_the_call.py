"""The result has the id of the call, not that of the tool call."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, object_at
from tests.zoo.starlette_project import message_of


async def webhook(request: Request) -> Response:
    message = await message_of(request)
    if message.get("type") == "tool-calls":
        id = object_at(message, "call").get("id") or "unknown"
        return JSONResponse({"results": [{"toolCallId": str(id), "result": "Done."}]})
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = replier("which no tool call has", status=200)
