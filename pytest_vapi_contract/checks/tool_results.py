"""What Vapi demands of the results of tool calls: how they relate to the calls of the message."""

from collections.abc import Collection, Iterator
from typing import Any

from ..contract.message_types import CALL_LISTS
from ..json_paths import Object, is_list, is_object
from .reply_contract import UNHEARD, ReplyFault
from .reply_disputes import ORDER

UNREAD = 'Vapi ignores the body if the status is not 200: the assistant hears "no result returned"'
EACH = "add one for each call, by its id: a message can call the same tool twice"
NOT_TEXT = "Vapi's documentation and its schema require text as `error`"


def asked(message: Object) -> tuple[str, ...]:
    """The ids of the tool calls of a message, in their order; none if a list that handlers read is empty."""
    lists = [*_lists(message)]
    return lists[0] if all(lists) and lists else ()


def called(message: Object) -> tuple[str, ...]:
    """The ids of the tool calls in the first list that has any."""
    return next((ids for ids in _lists(message) if ids), ())


def awaited(message: Object, background: Collection[str] = ()) -> tuple[str, ...]:
    """The ids of the tool calls whose results Vapi waits for; `background` names tools that are async."""
    left_out = _in_background(message, background)
    return tuple(id for id in asked(message) if id not in left_out)


def ids_of_results(results: Any) -> list[str]:
    """The ids of the tool calls that have a result, in the order of the results."""
    entries = results if is_list(results) else ()
    return [each["toolCallId"] for each in entries if is_object(each) and _has_id(each)]


def faults_of_results(message: Object, value: Any, background: Collection[str] = ()) -> Iterator[ReplyFault]:
    """
    What is wrong with a reply to `tool-calls` that is meant as one, the worst first.

    `background` are the names of tools that are async, beside those of which the message says so.
    """
    if not is_object(value):
        yield _unheard("shape", "the reply is not an object with `results`")
        return
    results = value.get("results")
    if results is None and isinstance(value.get("error"), str):
        return
    if not is_list(results):
        what = "is not a list" if "results" in value else "is missing"
        yield _unheard("results", f"/results {what}")
        return
    yield from _wrong_entries(results)
    yield from _wrong_ids(message, results, _in_background(message, background))


def _unheard(mark: str, noted: str, remedy: str = "") -> ReplyFault:
    return ReplyFault(mark=(mark, "unheard"), noted=noted, consequence=f"{UNHEARD}{remedy}")


def _wrong_entries(results: list[Any]) -> Iterator[ReplyFault]:
    for at, each in enumerate(results):
        if not is_object(each):
            yield _unheard("entry", f"/results/{at} is not an object")
            continue
        if not isinstance(each.get("toolCallId"), str):
            yield _unheard("id", f"/results/{at} has no toolCallId")
        yield from _wrong_texts(at, each)


def _wrong_texts(at: int, entry: Object) -> Iterator[ReplyFault]:
    said = {name: entry[name] for name in ("result", "error") if entry.get(name) is not None}
    if not said:
        yield _unheard("text", f"/results/{at} has neither result nor error")
    if not isinstance(said.get("error", ""), str):
        noted = f"/results/{at}/error is not text"
        yield ReplyFault(mark=("error", "type"), noted=noted, consequence=NOT_TEXT)
    for name, text in said.items():
        if isinstance(text, str) and ("\n" in text or "\r" in text):
            yield _unheard("line", f"/results/{at}/{name} has a line break")


def _wrong_ids(message: Object, results: list[Any], background: Collection[str]) -> Iterator[ReplyFault]:
    given = ids_of_results(results)
    lists = list(_lists(message))
    known = {id for ids in lists for id in ids}
    for id in given if known else ():
        if id not in known:
            noted = f"in the reply a result has the toolCallId {id!r}, which no tool call has"
            yield ReplyFault(mark=("toolCallId",), noted=noted, consequence=UNHEARD)
    # A handler may read any of the lists: the one that it answered best is what it was asked.
    wanted = min(lists, key=lambda ids: len({*ids} - {*given}), default=())
    if len({*wanted}) == len(wanted):
        yield from _unlike(tuple(id for id in wanted if id not in background), given)


def _unlike(wanted: tuple[str, ...], given: list[str]) -> Iterator[ReplyFault]:
    for id in wanted:
        if id not in given:
            one, remedy = " of the message", ""
            if len(wanted) > 1:
                one, remedy = f", one of {len(wanted)} in the message", f"; {EACH}"
            yield _unheard("missing", f"no result has the toolCallId {id!r}{one}", remedy)
        if given.count(id) > 1:
            yield _unheard("twice", f"{given.count(id)} results have the toolCallId {id!r}")
    if len(given) == len(wanted) and {*given} == {*wanted} and given != [*wanted]:
        noted = f"the results are not in the order of the tool calls: {', '.join(given)}"
        yield ReplyFault(mark=("disputed", "order"), noted=noted, consequence=ORDER, is_note=True)


def _lists(message: Object) -> Iterator[tuple[str, ...]]:
    """The ids in each place of a message that has tool calls, or an empty list of them."""
    for name in CALL_LISTS:
        calls = message.get(name)
        ids = tuple(_ids(calls))
        if ids or calls == []:
            yield ids


def _ids(calls: Any) -> Iterator[str]:
    return (inner["id"] for _, inner in _calls(calls))


def _in_background(message: Object, names: Collection[str]) -> frozenset[str]:
    """The ids of the calls of tools that are async: Vapi goes on without their results."""
    return frozenset(
        inner["id"]
        for place in CALL_LISTS
        for call, inner in _calls(message.get(place))
        if call.get("async") is True or _name(inner) in names
    )


def _calls(calls: Any) -> Iterator[tuple[Object, Object]]:
    """Each entry of a list, with the call that it is or has within, if that has an id."""
    for call in calls if is_list(calls) else ():
        inner = call.get("toolCall", call) if is_object(call) else None
        if is_object(call) and is_object(inner) and isinstance(inner.get("id"), str):
            yield call, inner


def _name(call: Object) -> str:
    function = call.get("function")
    name = function.get("name") if is_object(function) else call.get("name")
    return name if isinstance(name, str) else ""


def _has_id(result: Object) -> bool:
    return isinstance(result.get("toolCallId"), str)
