"""
The dialogue of a call, in the two ways in which an artifact tells it: entry by entry they are the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ..._json import Object
from ..scene import Tool
from .conversation import PENDING, Conversation, Entry


def messages(scene: Conversation) -> list[Object]:
    """
    Tell the dialogue with its times.
    """
    return [WRITERS[entry.kind](scene, entry) for entry in scene.entries]


def _system(_scene: Conversation, entry: Entry) -> Object:
    return {"role": "system", "time": entry.time, "message": entry.text, "secondsFromStart": entry.seconds}


def _bot(scene: Conversation, entry: Entry) -> Object:
    return {
        "role": "bot",
        "time": entry.time,
        "source": "",
        "endTime": entry.end,
        "message": entry.text,
        "duration": entry.end - entry.time,
        "assistantId": scene.id("assistant"),
        "assistantName": scene.assistant_name,
        "secondsFromStart": entry.seconds,
    }


def _user(scene: Conversation, entry: Entry) -> Object:
    return {
        "role": "user",
        "time": entry.time,
        "endTime": entry.end,
        "message": entry.text,
        "duration": entry.end - entry.time,
        "metadata": {"wordLevelConfidence": list(_words(scene, entry))},
        "secondsFromStart": entry.seconds,
    }


def _words(scene: Conversation, entry: Entry) -> Iterator[Object]:
    """
    Tell each word, when it was said, and how sure the transcriber is of it.
    """
    written = entry.text.split()
    step = (entry.end - entry.time) / 1000 / len(written)
    for at, word in enumerate(written):
        start = round(entry.seconds + at * step, 3)
        yield {
            "end": round(entry.seconds + (at + 1) * step, 3),
            "word": word.strip(",.?!").lower(),
            "start": start,
            "confidence": round(1 - ((scene.base >> 4) + 7 * at + int(entry.time)) % 61 / 200, 4),
            "punctuated_word": word,
        }


def _calls(_scene: Conversation, entry: Entry) -> Object:
    return {
        "toolCalls": [written(tool) for tool in entry.tools],
        "role": "tool_calls",
        "message": "",
        "time": entry.time,
        "secondsFromStart": entry.seconds,
    }


def _result(_scene: Conversation, entry: Entry) -> Object:
    (tool,) = entry.tools
    return {
        "role": "tool_call_result",
        "time": entry.time,
        "secondsFromStart": entry.seconds,
        "name": tool.name,
        "result": tool.result,
        "toolCallId": tool.id,
    }


WRITERS: Mapping[str, Callable[[Conversation, Entry], Object]] = {
    "system": _system,
    "bot": _bot,
    "user": _user,
    "calls": _calls,
    "result": _result,
}


def openai_messages(scene: Conversation) -> list[Object]:
    """
    Tell the dialogue as a model is told it.
    """
    told = [_formatted(entry) for entry in scene.entries]
    return told + [{"role": "tool", "tool_call_id": tool.id, "content": PENDING} for tool in scene.pending]


ROLES: Mapping[str, str] = {"system": "system", "bot": "assistant", "user": "user"}


def _formatted(entry: Entry) -> Object:
    match entry.kind:
        case "calls":  # without `content`, which is required as published
            return {"role": "assistant", "tool_calls": [written(tool) for tool in entry.tools]}
        case "result":
            return {"role": "tool", "tool_call_id": entry.tools[0].id, "content": entry.text}
    return {"role": ROLES[entry.kind], "content": entry.text}


def written(tool: Tool) -> Object:
    """
    Tell a call of a tool with its arguments as text, as a model puts it out.
    """
    return {"id": tool.id, "type": "function", "function": {"name": tool.name, "arguments": tool.arguments}}


def transcript(scene: Conversation) -> str:
    """
    Tell the dialogue as text.
    """
    labels = {"bot": "AI", "user": "User"}
    return "".join(f"{labels[e.kind]}: {e.text}\n" for e in scene.entries if e.kind in labels)
