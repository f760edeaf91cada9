"""A Vapi webhook with Flask: it keeps sessions, and what the assistant says turn by turn."""

import hmac
import json
import os
from typing import Any

from flask import Flask, jsonify, request
from flask.typing import ResponseReturnValue

app = Flask(__name__)

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


@app.before_request
def refuse_strangers() -> ResponseReturnValue | None:
    expected = os.environ.get("VAPI_SECRET", "")
    secret = request.headers.get("X-Vapi-Secret", "")
    # A header is bytes, one for each character; `compare_digest` takes text only if it is ASCII.
    if expected and not hmac.compare_digest(secret.encode("latin-1"), expected.encode()):
        return "", 401
    return None


@app.post("/webhook")
def webhook() -> ResponseReturnValue:
    try:
        body = json.loads(request.get_data())
    except (ValueError, RecursionError):
        return "", 400
    match body:
        case {"message": {"type": "session.created", "session": {"id": str(id)}}}:
            sessions[id] = body["message"]["session"]
        case {"message": {"type": "model-output", "turnId": str(turn), "output": str(token)}}:
            # A token is text; a tool call comes as an object or a list, and is not spoken.
            if turn not in interrupted:
                turns.setdefault(turn, []).append(token)
        case {"message": {"type": "user-interrupted", "turnId": str(turn)}}:
            interrupted.add(turn)
            turns.pop(turn, None)
    return jsonify(reply_to(body))


def reply_to(body: Any) -> dict[str, Any]:
    match body:
        case {"message": {"type": str(type)}}:
            return REPLIES.get(type, {})
    return {}


def spoken(turn: str) -> str:
    return "".join(turns.get(turn, []))


def reset() -> None:
    sessions.clear()
    turns.clear()
    interrupted.clear()
