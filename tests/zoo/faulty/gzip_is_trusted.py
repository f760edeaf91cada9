"""500 on truncated gzip: the exception is not a BadGzipFile."""

import gzip

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_in


async def webhook(request: Request) -> Response:
    body = await request.body()
    try:
        if request.headers.get("content-encoding") == "gzip":
            body = gzip.decompress(body)
        message = message_in(body)
    except (ValueError, gzip.BadGzipFile):
        return Response(status_code=400)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when the body is truncated gzip",
    line="body = gzip.decompress(body)",
    says="EOFError",
)
