"""The results are an object that maps the name of each tool to its result."""

from typing import Any

from litestar import Litestar, Request, post

from tests.zoo.exhibit import replier
from tests.zoo.litestar_project import message_of
from tests.zoo.project import answer_to


@post("/webhook", status_code=200)
async def webhook(request: Request[Any, Any, Any]) -> dict[str, Any]:
    message = await message_of(request)
    if message.get("type") == "tool-calls":
        calls = [call for call in message.get("toolCallList") or [] if isinstance(call, dict)]
        named = [call.get("function") for call in calls]
        return {"results": {str(each.get("name")): "Done." for each in named if isinstance(each, dict)}}
    return answer_to(message)


app = Litestar([webhook], openapi_config=None)

EXHIBIT = replier("/results is not a list", status=200)
