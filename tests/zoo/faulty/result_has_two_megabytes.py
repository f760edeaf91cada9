"""The result of a tool call is a whole table of two megabytes."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, tool_call_ids
from tests.zoo.starlette_project import message_of


async def webhook(request: Request) -> Response:
    message = await message_of(request)
    if message.get("type") == "tool-calls":
        table = "9:00 free, " * 200_000
        results = [{"toolCallId": id, "result": table} for id in tool_call_ids(message)]
        return JSONResponse({"results": results})
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = replier("", check="observed", title="gets a reply of more than a megabyte")
