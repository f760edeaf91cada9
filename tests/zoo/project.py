"""What the webhooks of the zoo share: the parts of a project that are right."""

import hmac
import json
from typing import Any

SECRET = "whs-4f0c2a91b7de"

#: The types whose reply Vapi reads, with the least that it takes for an answer.
REPLIES: dict[str, dict[str, Any]] = {
    "assistant-request": {"error": "This number takes no calls."},
    "call.endpointing.request": {"timeoutSeconds": 0.5},
    "campaign.predial": {"eligible": True},
    "handoff-destination-request": {"destination": {}},
    "knowledge-base-request": {"documents": []},
    "transfer-destination-request": {"error": "There is nobody to transfer to."},
}


def message_in(body: bytes | str) -> dict[str, Any]:
    """The message in a body, an empty one if there is none. Raises `ValueError` for what is no JSON."""
    try:
        return message_of(json.loads(body))
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def message_of(payload: Any) -> dict[str, Any]:
    """The message in a payload, an empty one if there is none."""
    return object_at(payload, "message")


def object_at(value: Any, name: str) -> dict[str, Any]:
    """The object under a name, an empty one if there is none."""
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


def answer_to(message: dict[str, Any]) -> dict[str, Any]:
    """What Vapi is answered."""
    type = message.get("type")
    if type == "tool-calls":
        return {"results": [{"toolCallId": id, "result": "Done."} for id in tool_call_ids(message)]}
    return REPLIES.get(type, {}) if isinstance(type, str) else {}


def turn_of(message: dict[str, Any]) -> str | None:
    """The id of the turn that a message is about."""
    turn = message.get("turnId")
    return turn if isinstance(turn, str) else None


def tool_call_ids(message: dict[str, Any]) -> list[str]:
    """The ids of the tool calls that a message asks for."""
    calls = message.get("toolCallList")
    ids = [call.get("id") for call in calls if isinstance(call, dict)] if isinstance(calls, list) else []
    return [id for id in ids if isinstance(id, str)]


def is_secret(given: str | None) -> bool:
    """Whether a header holds the secret. Its value is bytes, one for each character."""
    return hmac.compare_digest((given or "").encode("latin-1", "replace"), SECRET.encode())
