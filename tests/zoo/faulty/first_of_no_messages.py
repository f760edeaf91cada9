"""The first message of a conversation is used even if the conversation is empty."""

import logging

from aiohttp import web

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

logger = logging.getLogger(__name__)


async def webhook(request: web.Request) -> web.Response:
    try:
        message = message_in(await request.read())
    except (ValueError, web.RequestPayloadError):
        raise web.HTTPBadRequest from None
    history = message.get("messagesOpenAIFormatted")
    if message.get("type") == "conversation-update" and isinstance(history, list):
        logger.info("It begins with %s", history[0])
    return web.json_response(answer_to(message))


def make_app() -> web.Application:
    app = web.Application()
    app.router.add_post("/webhook", webhook)
    return app


EXHIBIT = faulty(
    "accepts",
    "conversation-update is rejected when `messagesOpenAIFormatted` is an empty list",
    line='logger.info("It begins with %s", history[0])',
    types=("conversation-update",),
    handler="make_app()",
)
