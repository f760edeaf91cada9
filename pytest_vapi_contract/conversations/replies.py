"""What the replies of a webhook mean for the rest of the call."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from ..json_paths import Object


def results_of(body: Any) -> dict[str, str]:
    """Return the result, or the error, of each tool call that a reply answers as Vapi reads it."""
    found: dict[str, str] = {}
    for entry in _listed(body, "results"):
        if isinstance(entry, Mapping):
            answer = cast("Mapping[str, Any]", entry)
            id, text = answer.get("toolCallId"), answer.get("result", answer.get("error"))
            if isinstance(id, str) and isinstance(text, str):
                found[id] = text
    return found


def assistant_of(body: Any) -> Object | None:
    """Return the assistant that a reply to an assistant-request describes or names by its id."""
    if not isinstance(body, Mapping):
        return None
    reply = cast("Mapping[str, Any]", body)
    assistant = reply.get("assistant")
    described = dict(cast("Mapping[str, Any]", assistant)) if isinstance(assistant, Mapping) else {}
    named = {"id": reply["assistantId"]} if isinstance(reply.get("assistantId"), str) else {}
    return {**described, **named} or None


def error_of(body: Any) -> str | None:
    """Return why a reply to an assistant-request does not take the call; a destination comes before that."""
    if not isinstance(body, Mapping):
        return None
    reply = cast("Mapping[str, Any]", body)
    error = reply.get("error")
    return error if isinstance(error, str) and error and not reply.get("destination") else None


def _listed(body: Any, name: str) -> list[Any]:
    if not isinstance(body, Mapping):
        return []
    found = cast("Mapping[str, list[Any]]", body).get(name)
    return found if isinstance(found, list) else []
