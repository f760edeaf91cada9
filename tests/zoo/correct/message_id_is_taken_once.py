import base64
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

taken: set[str] = set()


async def webhook(request: Request) -> Response:
    id, stamp, given = (
        request.headers.get(f"webhook-{name}", "") for name in ("id", "timestamp", "signature")
    )
    body = await request.body()
    if not is_signed(id, stamp, body, given) or not is_fresh(stamp):
        return Response(status_code=401)
    if id in taken:
        return JSONResponse({"error": "taken before"}, status_code=409)
    taken.add(id)
    try:
        message = message_in(body)
    except ValueError:
        return Response(status_code=400)
    return JSONResponse(answer_to(message))


def is_signed(id: str, stamp: str, body: bytes, given: str) -> bool:
    payload = f"{id}.{stamp}.".encode() + body
    digest = hmac.new(SECRET.encode(), payload, hashlib.sha256).digest()
    expected = f"v1,{base64.b64encode(digest).decode()}"
    return bool(id) and hmac.compare_digest(given.encode(), expected.encode())


def is_fresh(stamp: str) -> bool:
    return stamp.isascii() and stamp.isdigit() and abs(time.time() - int(stamp)) < TOLERANCE


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = Exhibit(
    credentials=Hmac(
        SECRET,
        payload="{svix-id}.{timestamp}.{body}",
        signature_header="webhook-signature",
        timestamp_header="webhook-timestamp",
        id_header="webhook-id",
        encoding="base64",
        prefix="v1,",
    )
)
