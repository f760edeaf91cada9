"""All but four types are rejected, although Vapi sends more by default."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in

HANDLED = ("assistant-request", "tool-calls", "status-update", "end-of-call-report")


async def webhook(request: Request) -> Response:
    try:
        message = message_in(await request.body())
    except ValueError:
        return Response(status_code=400)
    if message.get("type") not in HANDLED:
        return JSONResponse({"error": "unknown type"}, status_code=400)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty("accepts", "is rejected", status=400, types=("session.created", "status-update"))
