"""
What Vapi uses in a reply, and the check about it.

Only a few message types have such a reply. A handler that does not serve one of them acknowledges it like any
other: with an empty body, with plain text, or with an object in which nothing is for Vapi (`{"ok": true}`).
That is valid. A reply that contains something Vapi looks for must have it in a form that Vapi can read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from json import dumps, loads
from textwrap import shorten
from typing import Any

from ..cases.case import Case
from ..contract import Contract
from ..delivery import Exchange, Reply
from ..delivery.kinds.returned import as_returned
from ..findings import Finding
from ..findings.outcome import accepted, endless
from ..json_paths import Object, is_list, is_object
from ..masking.mask import hidden_reply
from ..masking.plain_text import plain
from ..wire_envelope import unwrapped
from .check import Check, Flaw
from .reply_audio import faults_of_audio, is_meant_as_audio, right_audio, told_audio
from .reply_contract import (
    CONTRACTS,
    UNLIKE_SCHEMA,
    UNWRAPPED,
    WRAPPER,
    ReplyFault,
    faults_of_answer,
    faults_of_handoff,
    has_answer,
    has_null,
    is_meant,
    is_wrapped,
    shown,
    without_nulls,
)
from .reply_disputes import as_read, disputes_of, error_body
from .state_probe import Effect
from .tool_results import UNREAD, asked, awaited, called, faults_of_results

NOTHING = object()
#: What marks a reply that cannot be read at all, whatever it should have been.
NO_JSON = ("json",)
#: What marks a status that a plain function returns beside the body, whatever the message is.
WITH_STATUS = ("with-status",)
#: What marks a reply of a handler that says of none of its replies that they are JSON.
CONTENT_TYPE = ("content-type",)
#: The type whose reply is not JSON.
AUDIO = "voice-request"
#: How many characters of a reply are shown.
SHOWN = 300
TWICE = "the reply is JSON inside a JSON string: it is encoded twice"
UNTYPED = "Vapi's support requires the Content-Type application/json, so Vapi might not read the body"
BODY_ALONE = (
    "return the body alone: what a plain function returns is the body, and it has no status; to check a view "
    "that returns both, pass the app"
)
STATUS_DEMANDED = "Vapi's documentation requires status 200"


@dataclass(frozen=True, kw_only=True, slots=True)
class Replies(Check):
    """A reply that Vapi reads is as the contract has it."""

    contract: Contract | None = None  #: Filled in by the run.
    acted_on: frozenset[str] = frozenset()  #: Types of which a reply is demanded.

    def concerns_type(self, type: str, contract: Contract) -> bool:
        """Whether Vapi reads the reply to messages of a type."""
        return type in contract.bundle.replies

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """What is wrong with the reply."""
        if self.contract is None or exchange.reply is None or exchange.crash is not None or endless(exchange):
            return None
        if case.type not in self.contract.bundle.replies:
            return None
        find = partial(self._faults, self.contract, case, exchange)
        value, masks = value_of(exchange.reply), exchange.request.masks
        # A note must not hide what fails.
        faults = sorted(find(value), key=lambda each: each.is_note)
        if not faults:
            return None
        fault, hidden = faults[0], hidden_reply(value, masks) if masks else value
        # In the same words about the same reply without its secrets, where that has the same fault.
        alike = (each for each in (find(hidden) if masks else ()) if each.mark == fault.mark)
        of_function = exchange.reply.status is None
        return self._flaw(case, next(alike, fault), _told(exchange.reply, hidden), of_function=of_function)

    def _flaw(self, case: Case, fault: ReplyFault, told: str, *, of_function: bool) -> Flaw:
        is_of_any = fault.mark in (WITH_STATUS, CONTENT_TYPE) or (
            fault.mark == NO_JSON and not fault.consequence
        )
        types = () if is_of_any else (case.type,)
        right = right_reply(case.type, message_of(case), of_function=of_function) if fault.consequence else ""
        is_note = fault.is_note or case.category == "documented"
        return Flaw(
            verdict="returns a reply that Vapi might not use" if is_note else self.verdict,
            mark=("reply", *types, *fault.mark),
            noted=f"{fault.noted}; the reply is {told}" if fault.consequence else fault.noted,
            hint=fault.consequence,
            expected=right,
            severity="note" if is_note else None,
        )

    def _faults(self, contract: Contract, case: Case, exchange: Exchange, value: Any) -> Iterator[ReplyFault]:
        reply = exchange.reply
        if reply is None:
            return
        if not accepted(exchange):
            yield from error_body(value) if case.type == "tool-calls" else ()
        elif case.type == AUDIO:
            yield from self._audio(case, reply, value)
        elif value is NOTHING:
            yield from self._no_json(case, reply)
        elif reply.status is None and _has_status(value):
            noted = "the function returned a status and a body"
            yield ReplyFault(mark=WITH_STATUS, noted=noted, consequence=BODY_ALONE)
        elif self._is_demanded(case) or is_meant(
            case.type, once(value), contract.properties_of_reply(case.type)
        ):
            yield from _unusable(contract, case, reply, value)

    def _audio(self, case: Case, reply: Reply, value: Any) -> Iterator[ReplyFault]:
        if self._is_demanded(case) or is_meant_as_audio(reply, value):
            yield from _wrong_status(case.type, reply)
            yield from faults_of_audio(message_of(case), reply, value)

    def _no_json(self, case: Case, reply: Reply) -> Iterator[ReplyFault]:
        if _says_json(reply):
            yield ReplyFault(
                mark=NO_JSON, noted="the body is not JSON, although its Content-Type says that it is"
            )
        elif self._is_demanded(case):
            noted = "the body is not JSON" if reply.body.strip() else "the body is empty"
            noted = "the returned value is not JSON" if reply.not_json else noted
            consequence = CONTRACTS[case.type].lost
            yield ReplyFault(mark=("nothing", "unheard"), noted=noted, consequence=consequence)

    def is_answered(self, finding: Finding) -> bool:
        """Whether a reply answers its message, or should: an object may only acknowledge it."""
        reply = finding.exchange.reply
        value = None if reply is None else once(value_of(reply))
        return not is_object(value) or self._is_demanded(finding.case) or has_answer(finding.case.type, value)

    def _is_demanded(self, case: Case) -> bool:
        """Whether the handler has to answer this message, whatever it replies."""
        message = message_of(case)
        # A schema may forget to require the type: a handler cannot know what such a message asks.
        if case.type not in self.acted_on or case.type not in CONTRACTS or message.get("type") != case.type:
            return False
        return case.type != "tool-calls" or bool(awaited(message, case.facts.get("async", ())))


def message_of(case: Case) -> Object:
    """The message of a case; an empty one if it has none."""
    message = unwrapped(case.body)
    return message if is_object(message) else {}


def right_reply(type: str, message: Object, *, of_function: bool = False) -> str:
    """A small reply to this message that Vapi can use; empty for types without rules."""
    if type == AUDIO:
        audio = right_audio(message)
        return (
            f"it returns {audio} as bytes"
            if of_function
            else f"status 200, application/octet-stream, and {audio}"
        )
    if type == "tool-calls":
        ids = awaited(message) or asked(message) or called(message)
        results = shown({"results": [{"toolCallId": id, "result": "Done."} for id in ids]})
        return f"it returns {results}" if of_function else f"status 200 and {results}"
    right = shown(CONTRACTS[type].right) if type in CONTRACTS else ""
    return f"it returns {right}" if right and of_function else right


def _has_status(value: Any) -> bool:
    """Whether a list is a status and a body, as views return them, with headers or without."""
    if not is_list(value) or len(value) not in (2, 3):
        return False
    return any(type(each) is int and 100 <= each < 600 for each in value[:2])


def _unusable(contract: Contract, case: Case, reply: Reply, value: Any) -> Iterator[ReplyFault]:
    """What is wrong with a reply that is meant as one."""
    type = case.type
    if reply.status is None:
        value = once(value)
    if isinstance(value, str) and once(value) is not value:
        yield ReplyFault(mark=("twice", "unheard"), noted=TWICE, consequence=CONTRACTS[type].lost)
        return
    if is_wrapped(type, value):
        noted = f"the answer is in `{WRAPPER}`, and not at the top of the reply"
        yield ReplyFault(mark=("wrapped", "unheard"), noted=noted, consequence=UNWRAPPED)
        return
    yield from _wrong_status(type, reply)
    if type == "tool-calls":
        yield from faults_of_results(message_of(case), value, case.facts.get("async", ()))
    elif type in CONTRACTS:
        yield from faults_of_answer(type, value)
        yield from faults_of_handoff(value) if type == "handoff-destination-request" else ()
    yield from _wrong_content_type(reply)
    yield from disputes_of(type, value)
    for violation in contract.violations_of_reply(type, _for_schema(type, value)):
        of_null = violation.keyword == "required" and has_null(as_read(type, value), violation.at)
        noted = f"in the reply {violation}{' (null counts as missing)' if of_null else ''}"
        yield ReplyFault(mark=(violation.at, violation.keyword), noted=noted, consequence=UNLIKE_SCHEMA)


def _wrong_status(type: str, reply: Reply) -> Iterator[ReplyFault]:
    if reply.status in (None, 200) or type not in CONTRACTS or not CONTRACTS[type].only_200:
        return
    consequence = UNREAD if type == "tool-calls" else STATUS_DEMANDED
    yield ReplyFault(
        mark=("status",), noted=f"the status is {reply.status}, not 200", consequence=consequence
    )


def _wrong_content_type(reply: Reply) -> Iterator[ReplyFault]:
    kind = reply.header("content-type")
    if reply.status is not None and kind and not _says_json(reply):
        noted = f"the Content-Type is {kind}, not application/json"
        yield ReplyFault(mark=CONTENT_TYPE, noted=noted, consequence=UNTYPED)


def _for_schema(type: str, value: Any) -> Any:
    """The reply with what the schema requires and Vapi does without, and without what is disputed."""
    value = without_nulls(as_read(type, value))
    if not is_object(value):
        return value
    if type == "tool-calls" and is_list(value.get("results")):
        # Its documentation shows results of tools that have no name.
        return {
            **value,
            "results": [{"name": "", **each} if is_object(each) else each for each in value["results"]],
        }
    return {**CONTRACTS[type].presumed, **value} if type in CONTRACTS else value


def _told(reply: Reply, value: Any) -> str:
    if reply.not_json and value is NOTHING:
        return f"a value that is not JSON ({reply.not_json})"
    return told_audio(reply) if value is NOTHING or isinstance(value, bytes) else _in_short(value)


def _in_short(value: Any) -> str:
    try:
        return shorten(plain(dumps(value, ensure_ascii=False)), SHOWN, placeholder="…")
    except RecursionError:
        return "nested too deeply to be shown"


def once(value: Any) -> Any:
    """The object that a text is as JSON; any other value as it is."""
    if not isinstance(value, str):
        return value
    try:
        decoded = loads(value)
    except (ValueError, RecursionError):
        return value
    return decoded if is_object(decoded) or is_list(decoded) else value


def value_of(reply: Reply) -> Any:
    """
    The JSON value of a reply, or the bytes that a plain function returned; `NOTHING` if there is none.

    Nothing else that a function returned is touched, only its JSON text: it may be an object of the user's.
    """
    if reply.not_json and type(reply.value) is bytes:
        return reply.value
    try:
        return loads(as_returned(reply).body)
    except (ValueError, RecursionError):
        return NOTHING


def _says_json(reply: Reply) -> bool:
    return bool(reply.body.strip()) and "json" in (reply.header("content-type") or "").lower()
