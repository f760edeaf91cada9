"""Only the first characters of a signature are compared."""

import hashlib
import hmac
import time

from django.http import HttpRequest, HttpResponse, JsonResponse

from pytest_vapi_contract.delivery import Hmac
from tests.zoo.django_project import asgi, message_of
from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to


async def webhook(request: HttpRequest) -> HttpResponse:
    stamp, given = request.headers.get("x-timestamp", ""), request.headers.get("x-signature", "")
    signed = stamp.encode() + b"." + request.body
    expected = hmac.new(SECRET.encode(), signed, hashlib.sha256).hexdigest()
    if not hmac.compare_digest(given[:16].encode(), expected[:16].encode()) or not is_fresh(stamp):
        return HttpResponse(status=401)
    message = message_of(request)
    return JsonResponse(answer_to(message))


def is_fresh(stamp: str) -> bool:
    return stamp.isascii() and stamp.isdigit() and abs(time.time() - int(stamp)) < 300


app = asgi(webhook)

EXHIBIT = faulty(
    "credentials",
    "accepted without valid credentials when the last character of the credential is missing",
    status=200,
    credentials=Hmac(SECRET),
)
