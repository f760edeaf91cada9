"""Lists of what was said: each line of the scenario in the way in which the items of the list can tell it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from ..json_paths import Object
from ..realism import names_of
from ..realism.scenario import Entry, Scenario, Tool
from ..shapes import Array, Catalogue, Record, Shape, Union, is_member

Plan = Callable[[Scenario], Any]
Writer = Callable[[Entry], Object]

#: By the kind of a line: the components that tell it, the best one first, and the role that it has there.
TELLERS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "system": (("SystemMessage", "system"), ("OpenAIMessage", "system"), ("DeveloperMessage", "developer")),
    "user": (("UserMessage", "user"), ("OpenAIMessage", "user"), ("SystemMessage", "user")),
    "bot": (
        ("BotMessage", "bot"),
        ("OpenAIMessage", "assistant"),
        ("AssistantMessage", "assistant"),
        ("SystemMessage", "bot"),
    ),
    "calls": (("ToolCallMessage", "tool_calls"), ("AssistantMessage", "assistant")),
    "result": (
        ("ToolCallResultMessage", "tool_call_result"),
        ("ToolMessage", "tool"),
        ("OpenAIMessage", "tool"),
    ),
}
#: Lists that tell only the last words of one side, by the name of the property; a model has its prompt alone.
SIDES: Mapping[str, str] = {"input": "user", "output": "bot"}
BRIEF = 3  # lines where there is no room for more
#: As long as text gets, so that a writer that can tell them can tell any line.
_TOOL = Tool("call_" + "a" * 24, "check_availability", "{}" * 100, "{}" * 200)
_SPECIMENS = {kind: Entry(kind, "a" * 480, 1, 2, 0.5, (_TOOL,)) for kind in TELLERS}


def dialogue(catalogue: Catalogue, shape: Array) -> Plan | None:
    """Plan a list that tells the dialogue; `None` if its items cannot."""
    owner, name = names_of(shape.at)
    side = "system" if owner.endswith("Model") else SIDES.get(name)
    writers = _writers(catalogue, tuple(_records(catalogue, shape.items)))
    if side is not None:
        writers = {kind: writer for kind, writer in writers.items() if kind == side}
    if not {"user", "bot", side} & writers.keys() or shape.holding is not None or shape.unique:
        return None
    most, least = shape.max_items, shape.min_items

    def told(scenario: Scenario) -> list[Object]:
        lines = scenario.lines if scenario.room >= 0 else scenario.lines[:BRIEF]
        if side is not None:
            lines = tuple(line for line in lines if line.kind == side)[-1:]
        scenario.room -= len(lines)
        items = [writers[line.kind](line) for line in lines if line.kind in writers]
        while len(items) < least:
            items.append(items[0])
        return items[:most]

    return told


def _records(catalogue: Catalogue, items: Shape) -> Iterator[Record]:
    resolved = catalogue.resolve(items)
    if isinstance(resolved, Record):
        yield resolved
    elif isinstance(resolved, Union):
        for branch in catalogue.branches(resolved):
            yield from _records(catalogue, branch.shape)


def _writers(catalogue: Catalogue, records: tuple[Record, ...]) -> dict[str, Writer]:
    writers: dict[str, Writer] = {}
    for kind, tellers in TELLERS.items():
        for component, role in tellers:
            for record in records:
                if kind not in writers and names_of(record.at)[0] == component:
                    writer = _writer(record, role, kind)
                    if is_member(catalogue, record, writer(_SPECIMENS[kind])):
                        writers[kind] = writer
    return writers


def _writer(record: Record, role: str, kind: str) -> Writer:
    parts = {**PARTS, **(TOOL_PARTS if kind in ("calls", "result") else {})}
    if kind == "calls":
        del parts["content"], parts["name"]
    told = [(name, parts[name]) for name in record.properties if name in parts]

    def write(line: Entry) -> Object:
        return {"role": role, **{name: part(line) for name, part in told}}

    return write


def _calls(line: Entry) -> list[Object]:
    return [
        {"id": id, "type": "function", "function": {"name": name, "arguments": arguments}}
        for id, name, arguments, _ in line.tools
    ]


PARTS: Mapping[str, Callable[[Entry], Any]] = {
    "content": lambda line: line.text,
    "duration": lambda line: line.end - line.time,
    "endTime": lambda line: line.end,
    "message": lambda line: line.text,
    "secondsFromStart": lambda line: line.seconds,
    "time": lambda line: line.time,
}
TOOL_PARTS: Mapping[str, Callable[[Entry], Any]] = {
    "name": lambda line: line.tools[0].name,
    "result": lambda line: line.text,
    "toolCallId": lambda line: line.tools[0].id,
    "toolCalls": _calls,
    "tool_call_id": lambda line: line.tools[0].id,
    "tool_calls": _calls,
}
