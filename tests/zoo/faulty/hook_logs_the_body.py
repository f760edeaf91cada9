"""A hook of the framework logs each body as text, and fails if it is not UTF-8."""

import logging
from typing import Annotated, Any

from litestar import Litestar, Request, post
from litestar.params import Body

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

log = logging.getLogger(__name__)


async def log_body(request: Request[Any, Any, Any]) -> None:
    body = await request.body()
    log.debug("received %s", body.decode())


@post("/webhook", status_code=200)
async def webhook(data: Annotated[Any, Body()]) -> dict[str, Any]:
    return answer_to(message_of(data))


app = Litestar([webhook], before_request=log_body, openapi_config=None)

EXHIBIT = faulty(
    "malformed",
    "a request breaks the handler when",
    line='log.debug("received %s", body.decode())',
    status=500,
    says="UnicodeDecodeError",
)
