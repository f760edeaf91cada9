"""The secret is checked only after the work is done."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import SECRET, answer_to, is_secret, message_in

opened: set[str] = set()


async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
    except ValueError:
        return Response(status_code=401)
    if message.get("type") == "session.created":
        opened.add(str(message.get("session")))
    if not is_secret(request.headers.get("x-vapi-secret")):
        return Response(status_code=401)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "side-effects",
    "a request is processed",
    status=401,
    types=("session.created",),
    secret=SECRET,
    state=lambda: len(opened),
    reset=opened.clear,
)
