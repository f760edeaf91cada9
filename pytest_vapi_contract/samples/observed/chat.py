"""The messages of a written chat: its session and its chats as they are stored, and no call."""

from __future__ import annotations

from ...conversations.call_events import Happening
from ...json_paths import Object
from ...realism import makers
from .played_call import PlayedConversation


def written(scenario: PlayedConversation, happening: Happening) -> Object:
    """Tell what the message of a chat has besides what happens: the session, or the chat."""
    if happening.type.startswith("session."):
        return {"session": _session(scenario, happening)}
    return {"chat": _chat(scenario, happening)}


def _session(scenario: PlayedConversation, happening: Happening) -> Object:
    return {
        **_record(scenario, scenario.id("session")),
        "status": "completed" if happening.type == "session.deleted" else "active",
        "expirationSeconds": makers.DAY // 1000,
        "assistantId": scenario.id("assistant"),
    }


def _record(scenario: PlayedConversation, id: str) -> Object:
    return {
        "id": id,
        "orgId": scenario.id("org"),
        "createdAt": scenario.moment(scenario.created),
        "updatedAt": scenario.moment(scenario.now),
    }


def _chat(scenario: PlayedConversation, happening: Happening) -> Object:
    """Tell the chat of what was written last; while it is being answered it has no output."""
    lines = happening.dialogue
    is_answered = lines[-1].kind == "bot"
    number = sum(line.kind == "user" for line in lines)
    previous = {"previousChatId": scenario.id(f"chat {number - 1}")} if number > 1 else {}
    asked = lines[-2] if is_answered else lines[-1]
    output = {"output": [{"role": "assistant", "content": lines[-1].text}]} if is_answered else {}
    return {
        **_record(scenario, scenario.id(f"chat {number}")),
        "assistantId": scenario.id("assistant"),
        "sessionId": scenario.id("session"),
        **previous,
        "input": asked.text,
        **output,
    }
