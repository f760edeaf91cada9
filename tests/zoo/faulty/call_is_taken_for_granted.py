"""A call is required, but a chat does not have one."""

import logging
from typing import Annotated, Any

from fastapi import Body, FastAPI

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

logger = logging.getLogger(__name__)

app = FastAPI()


@app.post("/webhook")
async def webhook(payload: Annotated[Any, Body()] = None) -> dict[str, Any]:
    message = message_of(payload)
    if message.get("type") == "status-update":
        call = message["call"]
        logger.info(
            "Call %s is now %s", call.get("id") if isinstance(call, dict) else call, message.get("status")
        )
    return answer_to(message)


EXHIBIT = faulty(
    "accepts",
    "status-update is rejected when `call` is missing",
    line='call = message["call"]',
    types=("status-update",),
)
