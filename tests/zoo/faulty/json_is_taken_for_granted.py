"""500 on an empty body, and on anything else that is not JSON."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


async def webhook(request: Request) -> Response:
    payload = await request.json()
    return JSONResponse(answer_to(message_of(payload)))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

# Two exceptions leave that line, and are told in one finding.
EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when the body is empty",
    line="payload = await request.json()",
    says="UnicodeDecodeError",
)
