"""The framework decodes the body, and answers 500 if it is not UTF-8."""

from typing import Annotated, Any

from litestar import Litestar, post
from litestar.params import Body

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of


@post("/webhook", status_code=200)
async def webhook(data: Annotated[Any, Body()]) -> dict[str, Any]:
    return answer_to(message_of(data))


app = Litestar([webhook], openapi_config=None)

EXHIBIT = faulty("malformed", "a request breaks the handler when", status=500, says="UnicodeDecodeError")
