"""A null call is not a missing call: `.get(..., {})` does not help."""

import logging

from aiohttp import web

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

logger = logging.getLogger(__name__)


async def webhook(request: web.Request) -> web.Response:
    try:
        message = message_in(await request.read())
    except (ValueError, web.RequestPayloadError):
        return web.json_response({"error": "no JSON"}, status=400)
    logger.info("Call %s", message.get("call", {}).get("id"))
    return web.json_response(answer_to(message))


def make_app() -> web.Application:
    app = web.Application()
    app.add_routes([web.post("/webhook", webhook)])
    return app


EXHIBIT = faulty(
    "survives",
    "breaks the handler when `call` is not an object",
    line='logger.info("Call %s", message.get("call", {}).get("id"))',
    handler="make_app()",
)
