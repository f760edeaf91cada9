"""The dialogue of a call, in the two ways in which an artifact tells it: entry by entry they are the same."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import partial

from ...json_paths import Object
from ...realism.scenario import Entry, Tool
from .conversation import PENDING, Conversation


def messages(scenario: Conversation) -> list[Object]:
    """Tell the dialogue with its times."""
    return [
        scenario.shared(f"entry {number}", partial(WRITERS[entry.kind], scenario, entry))
        for number, entry in enumerate(scenario.entries)
    ]


def _system(_scenario: Conversation, entry: Entry) -> Object:
    return {"role": "system", "time": entry.time, "message": entry.text, "secondsFromStart": entry.seconds}


def _bot(scenario: Conversation, entry: Entry) -> Object:
    return {
        "role": "bot",
        "time": entry.time,
        "source": "",
        "endTime": entry.end,
        "message": entry.text,
        "duration": entry.end - entry.time,
        "assistantId": scenario.id("assistant"),
        "assistantName": scenario.assistant_name,
        "secondsFromStart": entry.seconds,
    }


def _user(scenario: Conversation, entry: Entry) -> Object:
    return {
        "role": "user",
        "time": entry.time,
        "endTime": entry.end,
        "message": entry.text,
        "duration": entry.end - entry.time,
        "metadata": {"wordLevelConfidence": list(_words(scenario, entry))},
        "secondsFromStart": entry.seconds,
    }


def _words(scenario: Conversation, entry: Entry) -> Iterator[Object]:
    """Tell each word, when it was said, and how sure the transcriber is of it."""
    written = entry.text.split()
    step = (entry.end - entry.time) / 1000 / len(written)
    for at, word in enumerate(written):
        start = round(entry.seconds + at * step, 3)
        yield {
            "end": round(entry.seconds + (at + 1) * step, 3),
            "word": word.strip(",.?!").lower(),
            "start": start,
            "confidence": round(1 - ((scenario.base >> 4) + 7 * at + int(entry.time)) % 61 / 200, 4),
            "punctuated_word": word,
        }


def _calls(_scenario: Conversation, entry: Entry) -> Object:
    return {
        "toolCalls": [written(tool) for tool in entry.tools],
        "role": "tool_calls",
        "message": "",
        "time": entry.time,
        "secondsFromStart": entry.seconds,
    }


def _result(_scenario: Conversation, entry: Entry) -> Object:
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


def openai_messages(scenario: Conversation) -> list[Object]:
    """Tell the dialogue as a model is told it."""
    told = [_formatted(entry) for entry in scenario.entries]
    return told + [{"role": "tool", "tool_call_id": tool.id, "content": PENDING} for tool in scenario.pending]


ROLES: Mapping[str, str] = {"system": "system", "bot": "assistant", "user": "user"}


def _formatted(entry: Entry) -> Object:
    match entry.kind:
        case "calls":  # without `content`, which is required as published
            return {"role": "assistant", "tool_calls": [written(tool) for tool in entry.tools]}
        case "result":
            return {"role": "tool", "tool_call_id": entry.tools[0].id, "content": entry.text}
        case _:
            return {"role": ROLES[entry.kind], "content": entry.text}


def written(tool: Tool) -> Object:
    """Tell a call of a tool with its arguments as text, as a model puts it out."""
    return {"id": tool.id, "type": "function", "function": {"name": tool.name, "arguments": tool.arguments}}


def transcript(scenario: Conversation) -> str:
    """Tell the dialogue as text."""
    labels = {"bot": "AI", "user": "User"}
    return "".join(f"{labels[e.kind]}: {e.text}\n" for e in scenario.entries if e.kind in labels)
