"""aiohttp: the message in a request, and an application with one webhook."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from tests.zoo.project import message_in


async def message_of(request: web.Request) -> dict[str, Any]:
    """The message in a request; 400 is answered to what is no JSON."""
    try:
        return message_in(await request.read())
    except (ValueError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None


def app_with(webhook: Callable[[web.Request], Awaitable[web.Response]]) -> Callable[[], web.Application]:
    """A function that makes an application with this webhook at /webhook."""

    def make_app() -> web.Application:
        app = web.Application()
        app.router.add_post("/webhook", webhook)
        return app

    return make_app
