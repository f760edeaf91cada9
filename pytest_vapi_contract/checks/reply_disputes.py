"""
Where Vapi's sources disagree about a reply: a table of what differs, with both sources.

Such a reply is a note, and never a failure: some handlers work because of it, and others only by chance.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ..json_paths import Object, is_list, is_object
from .reply_contract import ReplyFault

Entry = tuple[str, Object]


@dataclass(frozen=True, kw_only=True, slots=True)
class Dispute:
    """A form of a reply that one source of Vapi's shows, and another one does not allow."""

    types: tuple[str, ...]
    name: str  #: What marks it.
    noted: str  #: What is seen, with a place for its own place.
    sources: str  #: Who says what.
    found: Callable[[Object], Iterator[str]]  #: Where a reply has it.
    read: Callable[[Object], Object]  #: The reply as the source reads it that allows it.


def _results(reply: Object) -> Iterator[Entry]:
    results = reply.get("results")
    for at, each in enumerate(results if is_list(results) else ()):
        if is_object(each):
            yield f"/results/{at}/result", each


def _not_text(reply: Object) -> Iterator[str]:
    return (at for at, each in _results(reply) if not isinstance(each.get("result"), str | None))


def _with_texts(reply: Object) -> Object:
    results = reply.get("results")
    return {**reply, "results": [_with_text(each) for each in results]} if is_list(results) else reply


def _with_text(result: Any) -> Any:
    if not is_object(result) or isinstance(result.get("result", ""), str):
        return result
    return {**result, "result": ""}


def _phone_number(reply: Object) -> Iterator[str]:
    destination = reply.get("destination")
    if not is_object(destination) or destination.get("number") is not None:
        return
    if isinstance(destination.get("phoneNumber"), str):
        yield "/destination"


def _with_number(reply: Object) -> Object:
    destination = reply["destination"]
    return {**reply, "destination": {**destination, "number": destination["phoneNumber"]}}


def _spoken(reply: Object) -> Iterator[str]:
    message = reply.get("message")
    if is_object(message) and "type" not in message and isinstance(message.get("content"), str):
        yield "/message"


def _with_type(reply: Object) -> Object:
    return {**reply, "message": {**reply["message"], "type": "custom-message"}}


DISAGREE = "Vapi's sources disagree:"
TRANSFERS = ("assistant-request", "transfer-destination-request")

DISPUTES = (
    Dispute(
        types=("tool-calls",),
        name="text",
        noted="{at} is not text",
        sources=f"{DISAGREE} the page about custom tools allows any value as `result`, the page about "
        "problems with them only text",
        found=_not_text,
        read=_with_texts,
    ),
    Dispute(
        types=TRANSFERS,
        name="phoneNumber",
        noted="{at} has a phoneNumber and no number",
        sources=f"{DISAGREE} the page about server events shows `phoneNumber`, the schema and the pages "
        "about transfers require `number`",
        found=_phone_number,
        read=_with_number,
    ),
    Dispute(
        types=("knowledge-base-request",),
        name="message",
        noted="{at} has no type",
        sources=f"{DISAGREE} the page about custom knowledge bases shows a message with `role` and "
        '`content`, the schema requires one with the type "custom-message"',
        found=_spoken,
        read=_with_type,
    ),
)

#: What is not about the form of a reply alone, and has its rule elsewhere.
ERROR_BODY = (
    f"{DISAGREE} its documentation says that only the body of a reply with status 200 is read, "
    "one of its repositories that the body of an error status is read as well"
)
ORDER = (
    f"{DISAGREE} the page about problems with custom tools once required the order of the calls, and now "
    "says that any order will do"
)
AUDIO_TYPE = (
    f"{DISAGREE} the page about custom voices requires the Content-Type application/octet-stream, "
    "the API reference shows that the body is played as it comes"
)


def disputes_of(type: str, value: Any) -> Iterator[ReplyFault]:
    """Notes about what a reply has that Vapi's sources disagree about."""
    for each in _of(type, value):
        for at in each.found(value):
            noted = each.noted.format(at=at)
            mark = ("disputed", each.name)
            yield ReplyFault(mark=mark, noted=noted, consequence=each.sources, is_note=True)


def as_read(type: str, value: Any) -> Any:
    """The reply as those of Vapi's sources read it that allow most."""
    for each in _of(type, value):
        if next(each.found(value), None) is not None:
            value = each.read(value)
    return value


def _of(type: str, value: Any) -> Iterator[Dispute]:
    return (each for each in DISPUTES if type in each.types and is_object(value))


def error_body(value: Any) -> Iterator[ReplyFault]:
    """A note about results in a reply with the status of an error."""
    if is_object(value) and is_list(value.get("results")) and value["results"]:
        noted = "the results are in a reply with the status of an error"
        yield ReplyFault(mark=("disputed", "status"), noted=noted, consequence=ERROR_BODY, is_note=True)
