"""A call is required, and a catch-all answers 200 to a message without one."""

import logging
from typing import Any

from fastapi import FastAPI, Request

from tests.zoo.exhibit import Exhibit, Expected
from tests.zoo.project import answer_to

logger = logging.getLogger(__name__)

app = FastAPI()

statuses: dict[str, Any] = {}


@app.post("/webhook")
async def webhook(request: Request) -> dict[str, Any]:
    try:
        message = (await request.json())["message"]
        if message["type"] == "status-update":
            statuses[message["call"]["id"]] = message["status"]
        return answer_to(message)
    except Exception:
        logger.debug("The webhook failed")
        return {}


EXHIBIT = Exhibit(
    types=("status-update",),
    expected=(
        Expected(
            check="accepts",
            title="status-update is accepted, but a catch-all hides an exception",
            status=200,
            says="caught at",
        ),
    ),
)
