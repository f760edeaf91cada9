"""A Vapi webhook with Flask: it keeps sessions, and what the assistant says call by call."""

import os
from typing import Any

from flask import Flask, abort, jsonify, request
from flask.typing import ResponseReturnValue

app = Flask(__name__)

VAPI_SECRET = os.environ.get("VAPI_SECRET", "")
IGNORED = {"hang", "speech-update", "conversation-update", "transcript"}

sessions: dict[str, dict[str, Any]] = {}
transcripts: dict[str | None, str] = {}
events: list[dict[str, Any]] = []


@app.post("/webhook")
def webhook() -> ResponseReturnValue:
    if "X-Vapi-Secret" in request.headers and request.headers["X-Vapi-Secret"] != VAPI_SECRET:
        abort(401)
    payload = request.get_json()
    message = payload.get("message", {})
    events.append(message)
    if message.get("type") in IGNORED:
        return jsonify(status="ignored")
    call_id = message.get("call", {}).get("id")
    if message.get("type") == "session.created":
        save_session(message)
    elif message.get("type") == "model-output":
        transcripts[call_id] = transcripts.get(call_id, "") + message["output"]
    return jsonify(status="ok")


def save_session(message: dict[str, Any]) -> None:
    session = message["session"]
    sessions[session["id"]] = {
        "assistant": session["assistantId"],
        "customer": session["customer"]["number"],
        "messages": len(session.get("messages", [])),
    }


def spoken(call_id: str) -> str:
    return transcripts.get(call_id, "")


def reset() -> None:
    sessions.clear()
    transcripts.clear()
    events.clear()
