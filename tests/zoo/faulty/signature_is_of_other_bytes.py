"""The signature is verified over re-encoded JSON, not over the original bytes."""

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
    signed = f"{request.headers.get('x-timestamp', '')}.{json.dumps(payload)}"
    expected = hmac.new(SECRET.encode(), signed.encode(), hashlib.sha256).hexdigest()
    if not hmac.compare_digest(request.headers.get("x-signature", "").encode(), expected.encode()):
        return Response(status_code=401)
    return JSONResponse(answer_to(message_of(payload)))


EXHIBIT = faulty(
    "accepts", "is rejected", status=401, says="the handler rejects the credential", credentials=Hmac(SECRET)
)
