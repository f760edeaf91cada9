"""The id of a result is called tool_call_id."""

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
        results = [{"tool_call_id": id, "result": "Done."} for id in tool_call_ids(message)]
        return JSONResponse({"results": results})
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = replier("/results/0 has no toolCallId", status=200)
