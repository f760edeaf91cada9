"""A number in the reply is text."""

from aiohttp import web

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


async def webhook(request: web.Request) -> web.Response:
    try:
        message = message_in(await request.read())
    except (ValueError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
    if message.get("type") == "call.endpointing.request":
        return web.json_response({"timeoutSeconds": "0.5"})
    return web.json_response(answer_to(message))


def make_app() -> web.Application:
    app = web.Application()
    app.router.add_post("/webhook", webhook)
    return app


EXHIBIT = faulty(
    "replies",
    "call.endpointing.request returns a reply that Vapi cannot use",
    status=200,
    says="/timeoutSeconds",
    types=("call.endpointing.request",),
    handler="make_app()",
)
