"""A Vapi webhook with FastAPI: it keeps sessions, and what the assistant says turn by turn."""

import hmac
import json
import os
from typing import Any

from fastapi import FastAPI, Request, Response
from fastapi.responses import JSONResponse

app = FastAPI()

sessions: dict[str, dict[str, Any]] = {}
turns: dict[str, list[str]] = {}
interrupted: set[str] = set()

#: The types whose reply Vapi reads, with the least that it takes for an answer.
REPLIES: dict[str, dict[str, Any]] = {
    "assistant-request": {"error": "This number takes no calls."},
    "call.endpointing.request": {"timeoutSeconds": 0.5},
    "campaign.predial": {"eligible": True},
    "handoff-destination-request": {"destination": {}},
    "knowledge-base-request": {"documents": []},
    "tool-calls": {"results": []},
    "transfer-destination-request": {"error": "There is nobody to transfer to."},
}


@app.post("/webhook")
async def webhook(request: Request) -> Response:
    if not is_from_vapi(request.headers.get("x-vapi-secret", "")):
        return Response(status_code=401)
    try:
        body = json.loads(await request.body())
    except (ValueError, RecursionError):
        return Response(status_code=400)
    message = message_in(body)
    type = message.get("type")
    if not isinstance(type, str):
        return JSONResponse({})
    if type == "session.created":
        on_session_created(message)
    elif type == "model-output":
        on_model_output(message)
    elif type == "user-interrupted":
        on_user_interrupted(message)
    return JSONResponse(REPLIES.get(type, {}))


def is_from_vapi(secret: str) -> bool:
    expected = os.environ.get("VAPI_SECRET", "")
    # A header is bytes, one for each character; `compare_digest` takes text only if it is ASCII.
    return not expected or hmac.compare_digest(secret.encode("latin-1"), expected.encode())


def message_in(body: Any) -> dict[str, Any]:
    message = body.get("message") if isinstance(body, dict) else None
    return message if isinstance(message, dict) else {}


def on_session_created(message: dict[str, Any]) -> None:
    session = message.get("session")
    if isinstance(session, dict) and isinstance(session.get("id"), str):
        sessions[session["id"]] = session


def on_model_output(message: dict[str, Any]) -> None:
    turn, output = message.get("turnId"), message.get("output")
    # A token is text; a tool call comes as an object or a list, and is not spoken.
    if isinstance(turn, str) and isinstance(output, str) and turn not in interrupted:
        turns.setdefault(turn, []).append(output)


def on_user_interrupted(message: dict[str, Any]) -> None:
    turn = message.get("turnId")
    if isinstance(turn, str):
        interrupted.add(turn)
        turns.pop(turn, None)


def spoken(turn: str) -> str:
    return "".join(turns.get(turn, []))


def reset() -> None:
    sessions.clear()
    turns.clear()
    interrupted.clear()
