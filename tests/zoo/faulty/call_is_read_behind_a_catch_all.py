"""A call is required, and a catch-all hides where."""

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.responses import JSONResponse

from tests.zoo.exhibit import faulty
from tests.zoo.project import answer_to, message_of

logger = logging.getLogger(__name__)

app = FastAPI()

statuses: dict[str, Any] = {}


def take_status(message: dict[str, Any]) -> None:
    call = message.get("call")
    if isinstance(call, dict) or call is None:
        statuses[str(message["call"])] = message.get("status")


@app.post("/webhook")
async def webhook(request: Request) -> JSONResponse:
    try:
        message = message_of(await request.json())
        if message.get("type") == "status-update":
            take_status(message)
        return JSONResponse(answer_to(message))
    except ValueError:
        return JSONResponse({"error": "no JSON"}, status_code=400)
    except Exception:
        logger.debug("The webhook failed")
        return JSONResponse({"error": "Internal server error"}, status_code=500)


EXHIBIT = faulty(
    "accepts",
    "status-update is rejected when `call` is missing",
    line='statuses[str(message["call"])] = message.get("status")',
    status=500,
    says="caught at",
    types=("status-update",),
)
