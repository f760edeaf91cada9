"""The framework decompresses the body, and invalid gzip raises an exception that is not caught."""

from aiohttp import web

from tests.zoo.aiohttp_project import app_with
from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


async def webhook(request: web.Request) -> web.Response:
    body = await request.read()
    try:
        message = message_in(body)
    except ValueError:
        raise web.HTTPBadRequest from None
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when the body is declared as gzip but is not",
    line="body = await request.read()",
    handler="make_app()",
)
