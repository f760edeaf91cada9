"""A secret with non-ASCII characters cannot be encoded."""

import hmac
from typing import Any

from litestar import Litestar, Request, Response, post

from tests.zoo.exhibit import faulty
from tests.zoo.litestar_project import message_of
from tests.zoo.project import SECRET, answer_to


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    given = request.headers.get("x-vapi-secret", "").encode("ascii")
    if not hmac.compare_digest(given, SECRET.encode()):
        return Response({"error": "who are you?"}, status_code=401)
    message = await message_of(request)
    return Response(answer_to(message))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = faulty(
    "credentials",
    "a request breaks the handler when the credential has a non-ASCII character",
    line='given = request.headers.get("x-vapi-secret", "").encode("ascii")',
    secret=SECRET,
)
