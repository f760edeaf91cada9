from typing import Any

from litestar import Litestar, Request, post

from tests.zoo.exhibit import answering
from tests.zoo.litestar_project import message_of
from tests.zoo.project import answer_to


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> dict[str, Any]:
    message = await message_of(request)
    if message.get("type") == "call.endpointing.request":
        return {"timeoutSeconds": 1.2 if message.get("messagesOpenAIFormatted") else 0}
    return answer_to(message)


app = Litestar([webhook], openapi_config=None)

EXHIBIT = answering("call.endpointing.request")
