"""A secret with non-ASCII characters cannot be compared, and an exception handler hides where."""

import hmac
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, message_in


async def webhook(request: Request) -> JSONResponse:
    if not hmac.compare_digest(request.headers.get("x-vapi-secret", ""), SECRET):
        return JSONResponse({"error": "who are you?"}, status_code=401)
    try:
        message = message_in(await request.body())
    except ValueError:
        return JSONResponse({"error": "no JSON"}, status_code=400)
    return JSONResponse(answer_to(message))


async def failed(request: Request, error: Exception) -> JSONResponse:
    return JSONResponse({"error": "Internal server error"}, status_code=500)


handlers: dict[Any, Any] = {TypeError: failed}
app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])], exception_handlers=handlers)

EXHIBIT = faulty(
    "credentials",
    "a request breaks the handler when the credential has a non-ASCII character",
    line='if not hmac.compare_digest(request.headers.get("x-vapi-secret", ""), SECRET):',
    status=500,
    says="TypeError: comparing strings with non-ASCII characters is not supported",
    types=("hang",),
    secret=SECRET,
)
