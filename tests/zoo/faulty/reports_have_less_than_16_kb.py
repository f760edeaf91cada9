"""Bodies above 16 KB get a 400, and reports are often larger."""

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to
from tests.zoo.starlette_project import message_of

LIMIT = 16 * 1024


async def webhook(request: Request) -> Response:
    body = await request.body()
    if len(body) > LIMIT:
        return JSONResponse({"error": "payload too large"}, status_code=400)
    message = await message_of(request)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty("accepts", "is rejected when the body is large", status=400, types=("end-of-call-report",))
