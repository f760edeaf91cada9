"""The documents of a knowledge base are strings, not objects."""

from typing import Any

from litestar import Litestar, Request, post

from tests.zoo.exhibit import replier
from tests.zoo.litestar_project import message_of
from tests.zoo.project import answer_to


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> dict[str, Any]:
    message = await message_of(request)
    if message.get("type") == "knowledge-base-request":
        return {"documents": ["We are open till six."]}
    return answer_to(message)


app = Litestar([webhook], openapi_config=None)

EXHIBIT = replier("/documents/0", type="knowledge-base-request", status=200)
