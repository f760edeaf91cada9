from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import SECRET, answer_to, is_secret, message_in


async def webhook(request: Request) -> Response:
    if not is_secret(request.headers.get("x-vapi-secret")):
        return Response(status_code=401)
    try:
        message = message_in(await request.body())
    except ValueError:
        return Response(status_code=400)
    return JSONResponse(answer_to(message))


app = Starlette(routes=[Route("/webhook", webhook, methods=["POST"])])

EXHIBIT = Exhibit(secret=SECRET)
