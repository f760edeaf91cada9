"""A Vapi webhook with FastAPI: it keeps sessions, and what the assistant says turn by turn."""

import hmac
import logging
import os
from collections import defaultdict
from collections.abc import Callable
from typing import Annotated, Any

from fastapi import FastAPI, Header, HTTPException, Request
from pydantic import BaseModel, ValidationError

logger = logging.getLogger(__name__)

app = FastAPI()

sessions: dict[str, dict[str, Any]] = {}
transcripts: dict[str, str] = defaultdict(str)


class ModelOutput(BaseModel):
    type: str
    turnId: str  # noqa: N815
    output: str | None


@app.post("/webhook")
async def webhook(request: Request, x_vapi_secret: Annotated[str | None, Header()] = None) -> dict[str, str]:
    if x_vapi_secret is not None:
        check_secret(x_vapi_secret)
    body = await request.json()
    message = body["message"]
    call_id = message["call"]["id"]
    logger.info("%s for call %s", message["type"], call_id)
    handler = HANDLERS.get(message["type"])
    if handler is None:
        raise HTTPException(400, f"Unknown message type: {message['type']}")
    handler(message)
    return {"status": "ok"}


def check_secret(secret: str) -> None:
    if not hmac.compare_digest(secret, os.environ.get("VAPI_SECRET", "")):
        raise HTTPException(401, "Invalid secret")


def on_session_created(message: dict[str, Any]) -> None:
    sessions[message["session"]["id"]] = message["session"]


def on_model_output(message: dict[str, Any]) -> None:
    try:
        event = ModelOutput.model_validate(message)
    except ValidationError as error:
        raise HTTPException(422, str(error)) from error
    transcripts[event.turnId] += event.output or ""


def on_status_update(message: dict[str, Any]) -> None:
    logger.info("Call %s is now %s", message["call"]["id"], message["status"])


def on_end_of_call_report(message: dict[str, Any]) -> None:
    logger.info("Call %s ended: %s", message["call"]["id"], message["endedReason"])


HANDLERS: dict[str, Callable[[dict[str, Any]], None]] = {
    "session.created": on_session_created,
    "model-output": on_model_output,
    "status-update": on_status_update,
    "end-of-call-report": on_end_of_call_report,
}


def spoken(turn: str) -> str:
    return transcripts[turn]


def reset() -> None:
    sessions.clear()
    transcripts.clear()
