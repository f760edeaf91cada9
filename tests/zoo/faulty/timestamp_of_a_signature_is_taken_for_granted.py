"""500 on an unsigned request: the timestamp header is assumed to be present."""

import hashlib
import hmac
import time

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pytest_vapi_contract.delivery import Hmac
from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to
from tests.zoo.starlette_project import message_of


async def webhook(request: Request) -> Response:
    body = await request.body()
    stamp = request.headers["x-timestamp"]
    expected = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    is_fresh = stamp.isascii() and stamp.isdigit() and abs(time.time() - int(stamp)) < 300
    if not is_fresh or not hmac.compare_digest(
        request.headers.get("x-signature", "").encode(), expected.encode()
    ):
        return Response(status_code=401)
    message = await message_of(request)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "credentials",
    "a request breaks the handler when the credential is missing",
    line='stamp = request.headers["x-timestamp"]',
    credentials=Hmac(SECRET),
)
