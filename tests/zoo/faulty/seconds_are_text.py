"""A number in the reply is text."""

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    if message.get("type") == "call.endpointing.request":
        return web.json_response({"timeoutSeconds": "0.5"})
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = faulty(
    "replies",
    "call.endpointing.request returns a reply that Vapi cannot use",
    status=200,
    says="/timeoutSeconds",
    types=("call.endpointing.request",),
    handler="make_app()",
)
