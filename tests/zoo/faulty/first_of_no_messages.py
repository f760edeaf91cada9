"""The first message of a conversation is used even if the conversation is empty."""

import logging

from aiohttp import web

from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to

logger = logging.getLogger(__name__)


async def webhook(request: web.Request) -> web.Response:
    message = await message_of(request)
    history = message.get("messagesOpenAIFormatted")
    if message.get("type") == "conversation-update" and isinstance(history, list):
        logger.info("It begins with %s", history[0])
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = faulty(
    "accepts",
    "conversation-update is rejected when `messagesOpenAIFormatted` is an empty list",
    line='logger.info("It begins with %s", history[0])',
    types=("conversation-update",),
    handler="make_app()",
)
