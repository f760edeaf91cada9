"""A tool call is answered with 204 and no body."""

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import replier
from tests.zoo.project import answer_to


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    if message.get("type") == "tool-calls":
        return web.Response(status=204)
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = replier("the body is empty", status=204, handler="make_app()")
