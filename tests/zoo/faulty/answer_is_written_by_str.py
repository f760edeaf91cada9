"""The reply is the repr of a Python dictionary, not JSON."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of


async def webhook(request: Request) -> Response:
    message = await message_of(request)
    return Response(str(answer_to(message)), media_type="application/json")


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "replies",
    "returns a reply that Vapi cannot use",
    status=200,
    says="the body is not JSON, although its Content-Type says that it is",
    types=("transfer-destination-request",),
)
