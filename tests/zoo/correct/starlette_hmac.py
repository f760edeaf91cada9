import hashlib
import hmac
import time

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pytest_vapi_contract.delivery import Hmac
from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, message_in

TOLERANCE = 300


async def webhook(request: Request) -> Response:
    body = await request.body()
    stamp = request.headers.get("x-timestamp", "")
    if not is_signed(body, stamp, request.headers.get("x-signature", "")) or not is_fresh(stamp):
        return Response(status_code=401)
    try:
        message = message_in(body)
    except ValueError:
        return Response(status_code=400)
    return JSONResponse(answer_to(message))


def is_signed(body: bytes, stamp: str, signature: str) -> bool:
    expected = hmac.new(SECRET.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return hmac.compare_digest(signature.encode(), expected.encode())


def is_fresh(stamp: str) -> bool:
    return stamp.isascii() and stamp.isdigit() and abs(time.time() - int(stamp)) < TOLERANCE


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = Exhibit(credentials=Hmac(SECRET))
