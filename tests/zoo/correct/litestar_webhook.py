from typing import Any

from litestar import Litestar, Request, Response, post

from tests.zoo.exhibit import Exhibit
from tests.zoo.project import answer_to, message_in


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> Response[dict[str, Any]]:
    try:
        message = message_in(await request.body())
    except ValueError:
        return Response({"error": "no JSON"}, status_code=400)
    return Response(answer_to(message))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = Exhibit()
