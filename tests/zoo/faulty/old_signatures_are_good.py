"""The timestamp is signed, but its age is not checked."""

import hashlib
import hmac

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
    signed = request.headers.get("x-timestamp", "").encode() + b"." + body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("x-signature", "").encode(), expected.encode()):
        return Response(status_code=401)
    message = await message_of(request)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "replays", "a request is accepted when it was signed a year ago", status=200, credentials=Hmac(SECRET)
)
