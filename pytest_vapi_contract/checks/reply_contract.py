"""
What Vapi demands of the replies to `tool-calls` and `assistant-request`, as data and rules.

The facts are from Vapi's documentation of server messages and of custom tools. Where its sources disagree, a
fault is a note that names both.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from json import dumps
from typing import Any

from ..json_paths import Object, is_list, is_object

#: Where a message has the calls of tools; handlers read any of them.
CALLS = ("toolCallList", "toolCalls", "toolWithToolCallList")
#: Any of these is an answer to an assistant-request.
ANSWERS = (
    "assistantId",
    "assistant",
    "squadId",
    "squad",
    "workflowId",
    "workflow",
    "destination",
    "error",
)
#: What shows that a handler means to answer, although Vapi does not read it.
NEAR_MISSES: Mapping[str, frozenset[str]] = {
    "tool-calls": frozenset({"result", "toolCallId", "tool_call_id", "response", "output"}),
    "assistant-request": frozenset({"assistant_id", "squad_id", "workflow_id"}),
}
#: Texts by which a handler only says that it has received the message.
RECEIVED = frozenset({"", "accepted", "ack", "ignored", "ok", "okay", "received", "success"})

UNHEARD = 'Vapi finds no result: the assistant hears "no result returned"'
UNSENT = "Vapi does not know which assistant takes the call, and ends it"
UNREAD = 'Vapi ignores the body if the status is not 200: the assistant hears "no result returned"'
NOT_TEXT = (
    "Vapi's sources disagree: one page of its documentation allows any value as `result`, another only texts"
)
ERROR_BODY = (
    "Vapi's sources disagree: its documentation says that only the body of a reply with status 200 is read, "
    "one of its repositories that the body of an error status is read as well"
)
OVERRULED = "Vapi ignores the others beside `destination`"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplyFault:
    """One way in which Vapi cannot use a reply, or may not be able to."""

    mark: tuple[str, ...]  #: What replies with the same fault have in common.
    noted: str  #: What is wrong, in words.
    consequence: str = ""  #: What Vapi does with such a reply.
    is_note: bool = False


def is_near_miss(type: str, value: Object) -> bool:
    """Whether a reply has nothing that Vapi reads, but something by which the handler means to answer."""
    named = value.keys() & NEAR_MISSES.get(type, frozenset())
    return any(not _only_received(value[name]) for name in named)


def _only_received(value: Any) -> bool:
    if isinstance(value, str):
        return value.strip().strip(".!").lower() in RECEIVED
    return value is None or isinstance(value, bool)


def right_reply(type: str, message: Object) -> str:
    """A small reply to this message that Vapi can use; empty for types without rules."""
    if type == "tool-calls":
        results = [{"toolCallId": id, "result": "Done."} for id in asked(message)]
        return f"status 200 and {_shown({'results': results})}"
    return _shown({"assistantId": "…"}) if type == "assistant-request" else ""


def asked(message: Object) -> tuple[str, ...]:
    """The ids of the tool calls of a message, in their order."""
    return next((ids for ids in _lists(message)), ())


def faults_of_results(message: Object, value: Any, status: int | None) -> Iterator[ReplyFault]:
    """What is wrong with a reply to `tool-calls` that is meant as one, the worst first."""
    if not is_object(value):
        yield _unheard("shape", "the reply is not an object with `results`")
        return
    if status not in (None, 200):
        yield ReplyFault(mark=("status",), noted=f"the status is {status}, not 200", consequence=UNREAD)
    results = value.get("results")
    if results is None and isinstance(value.get("error"), str):
        return
    if not is_list(results):
        what = "is not a list" if "results" in value else "is missing"
        yield _unheard("results", f"/results {what}")
        return
    yield from _wrong_entries(results)
    yield from _wrong_ids(message, results)
    yield from _disputed(results)


def faults_of_assistant(value: Any) -> Iterator[ReplyFault]:
    """What is wrong with a reply to `assistant-request` that is meant as one."""
    given = [name for name in ANSWERS if is_object(value) and value.get(name) is not None]
    if not given:
        noted = f"the reply has none of {', '.join(ANSWERS)}"
        yield ReplyFault(mark=("nothing",), noted=noted, consequence=UNSENT)
    if "destination" in given and len(given) > 1:
        others = ", ".join(name for name in given if name != "destination")
        noted = f"the reply has {others} beside destination"
        yield ReplyFault(mark=("overruled",), noted=noted, consequence=OVERRULED, is_note=True)


def error_body(value: Any) -> Iterator[ReplyFault]:
    """A note about results in a reply with the status of an error."""
    if is_object(value) and is_list(value.get("results")) and value["results"]:
        noted = "the results are in a reply with the status of an error"
        yield ReplyFault(mark=("disputed", "status"), noted=noted, consequence=ERROR_BODY, is_note=True)


def _unheard(mark: str, noted: str) -> ReplyFault:
    return ReplyFault(mark=(mark, "unheard"), noted=noted, consequence=UNHEARD)


def _wrong_entries(results: list[Any]) -> Iterator[ReplyFault]:
    for at, each in enumerate(results):
        if not is_object(each):
            yield _unheard("entry", f"/results/{at} is not an object")
            continue
        if not isinstance(each.get("toolCallId"), str):
            yield _unheard("id", f"/results/{at} has no toolCallId")
        said = {name: each[name] for name in ("result", "error") if each.get(name) is not None}
        if not said:
            yield _unheard("text", f"/results/{at} has neither result nor error")
        for name, text in said.items():
            if isinstance(text, str) and ("\n" in text or "\r" in text):
                yield _unheard("line", f"/results/{at}/{name} has a line break")


def _wrong_ids(message: Object, results: list[Any]) -> Iterator[ReplyFault]:
    given = [each["toolCallId"] for each in results if is_object(each) and _has_id(each)]
    lists = list(_lists(message))
    known = {id for ids in lists for id in ids}
    for id in given if known else ():
        if id not in known:
            noted = f"in the reply a result has the toolCallId {id!r}, which no tool call has"
            yield ReplyFault(mark=("toolCallId",), noted=noted, consequence=UNHEARD)
    # A handler may read any of the lists: the one that it answered best is what it was asked.
    wanted = min(lists, key=lambda ids: len({*ids} - {*given}), default=())
    if len({*wanted}) == len(wanted):
        yield from _unlike(wanted, given)


def _unlike(wanted: tuple[str, ...], given: list[str]) -> Iterator[ReplyFault]:
    for id in wanted:
        if id not in given:
            yield _unheard("missing", f"no result has the toolCallId {id!r} of the message")
        if given.count(id) > 1:
            yield _unheard("twice", f"{given.count(id)} results have the toolCallId {id!r}")
    if len(given) == len(wanted) and {*given} == {*wanted} and given != [*wanted]:
        consequence = "Vapi expects the results in the order of the tool calls"
        noted = f"the results are not in the order of the tool calls: {', '.join(given)}"
        yield ReplyFault(mark=("order",), noted=noted, consequence=consequence)


def _disputed(results: list[Any]) -> Iterator[ReplyFault]:
    for at, each in enumerate(results):
        for name in ("result", "error"):
            value = each.get(name) if is_object(each) else None
            if value is not None and not isinstance(value, str):
                noted = f"/results/{at}/{name} is not a text"
                yield ReplyFault(mark=("disputed", "text"), noted=noted, consequence=NOT_TEXT, is_note=True)


def _lists(message: Object) -> Iterator[tuple[str, ...]]:
    """The ids in each place of a message that has tool calls."""
    for name in CALLS:
        if ids := tuple(_ids(message.get(name))):
            yield ids


def _ids(calls: Any) -> Iterator[str]:
    for call in calls if is_list(calls) else ():
        inner = call.get("toolCall", call) if is_object(call) else None
        if is_object(inner) and isinstance(inner.get("id"), str):
            yield inner["id"]


def _has_id(result: Object) -> bool:
    return isinstance(result.get("toolCallId"), str)


def _shown(value: Any) -> str:
    return dumps(value, ensure_ascii=False)
