from aiohttp import web

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in


async def webhook(request: web.Request) -> web.Response:
    try:
        message = message_in(await request.read())
    except (ValueError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
    return web.json_response(answer_to(message))


def make_app() -> web.Application:
    app = web.Application()
    app.router.add_post("/webhook", webhook)
    return app


EXHIBIT = Exhibit(handler="make_app()", types=("assistant-request",))
