"""The end of a call needs what its beginning has stored: a call that nobody answers raises, behind a 200."""

import logging
from typing import Any

from fastapi import FastAPI, Request

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of, object_at

logger = logging.getLogger(__name__)

app = FastAPI()

began: dict[str, Any] = {}
lasted: dict[str, Any] = {}


def take_status(call: str, message: dict[str, Any]) -> None:
    if message.get("status") == "in-progress":
        began[call] = message.get("timestamp")
    if message.get("status") == "ended":
        lasted[call] = began[call], message.get("timestamp")


@app.post("/webhook")
async def webhook(request: Request) -> dict[str, Any]:
    try:
        message = message_of(await request.json())
    except ValueError:
        return {}
    try:
        if message.get("type") == "status-update":
            take_status(str(object_at(message, "call").get("id")), message)
    except Exception:
        logger.debug("The status is lost")
    return answer_to(message)


EXHIBIT = faulty(
    "observed",
    "is accepted, but a catch-all hides an exception",
    status=200,
    says='► 23 │     lasted[call] = began[call], message.get("timestamp")',
    types=("status-update",),
)
