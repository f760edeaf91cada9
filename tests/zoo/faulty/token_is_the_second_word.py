"""500 on an Authorization header with a single word, or none."""

import hmac

from aiohttp import web

from pytest_vapi_contract.delivery import Bearer
from tests.zoo.aiohttp_project import app_with, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to


async def webhook(request: web.Request) -> web.Response:
    token = request.headers.get("Authorization", "").split(" ")[1]
    if not hmac.compare_digest(token.encode("utf-8", "surrogateescape"), SECRET.encode()):
        raise web.HTTPUnauthorized
    message = await message_of(request)
    return web.json_response(answer_to(message))


make_app = app_with(webhook)

EXHIBIT = faulty(
    "credentials",
    "a request breaks the handler when the credential is missing",
    line='token = request.headers.get("Authorization", "").split(" ")[1]',
    handler="make_app()",
    credentials=Bearer(SECRET),
)
