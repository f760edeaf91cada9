"""The signature is verified over re-encoded JSON, in which accents are escaped."""

import hashlib
import hmac
import json

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

from pytest_vapi_contract.delivery import Hmac
from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, message_of

app = FastAPI()


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    try:
        payload = json.loads(await request.body())
    except (ValueError, RecursionError):
        return Response(status_code=401)
    stamp, text = request.headers.get("x-timestamp", ""), json.dumps(payload, separators=(",", ":"))
    expected = hmac.new(SECRET.encode(), f"{stamp}.{text}".encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("x-signature", "").encode(), expected.encode()):
        return Response(status_code=401)
    return JSONResponse(answer_to(message_of(payload)))


EXHIBIT = faulty(
    "accepts",
    "is rejected when the body has a non-ASCII character",
    status=401,
    says="over the bytes of the body",
    credentials=Hmac(SECRET),
    checks=("accepts", "observed", "credentials"),
)
