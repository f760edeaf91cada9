"""The result of a tool call is appended twice."""

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to, tool_call_ids


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    if message.get("type") == "tool-calls":
        results = [{"toolCallId": id, "result": "Done."} for id in tool_call_ids(message)]
        return web.json_response({"results": results + results})
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = replier("2 results have the toolCallId", status=200, handler="make_app()")
