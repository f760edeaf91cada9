"""All but four types are rejected, although Vapi sends more by default."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of

HANDLED = ("assistant-request", "tool-calls", "status-update", "end-of-call-report")


async def webhook(request: Request) -> Response:
    message = await message_of(request)
    if message.get("type") not in HANDLED:
        return JSONResponse({"error": "unknown type"}, status_code=400)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty("accepts", "is rejected", status=400, types=("session.created", "status-update"))
