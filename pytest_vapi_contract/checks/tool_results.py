"""What Vapi demands of the results of tool calls: how they relate to the calls of the message."""

from collections.abc import Iterator
from typing import Any

from ..contract.message_types import CALL_LISTS
from ..json_paths import Object, is_list, is_object
from .reply_contract import UNHEARD, ReplyFault
from .reply_disputes import ORDER

UNREAD = 'Vapi ignores the body if the status is not 200: the assistant hears "no result returned"'
NOT_TEXT = "Vapi's documentation and its schema require text as `error`"


def asked(message: Object) -> tuple[str, ...]:
    """The ids of the tool calls of a message, in their order; none if a list that handlers read is empty."""
    lists = [*_lists(message)]
    return lists[0] if all(lists) and lists else ()


def faults_of_results(message: Object, value: Any) -> Iterator[ReplyFault]:
    """What is wrong with a reply to `tool-calls` that is meant as one, the worst first."""
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
    yield from _wrong_ids(message, results)


def _unheard(mark: str, noted: str) -> ReplyFault:
    return ReplyFault(mark=(mark, "unheard"), noted=noted, consequence=UNHEARD)


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
            several = f", one of {len(wanted)} in the message" if len(wanted) > 1 else " of the message"
            yield _unheard("missing", f"no result has the toolCallId {id!r}{several}")
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
    for call in calls if is_list(calls) else ():
        inner = call.get("toolCall", call) if is_object(call) else None
        if is_object(inner) and isinstance(inner.get("id"), str):
            yield inner["id"]


def _has_id(result: Object) -> bool:
    return isinstance(result.get("toolCallId"), str)
