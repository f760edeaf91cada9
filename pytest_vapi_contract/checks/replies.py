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
from ..delivery.masking import hidden_reply
from ..json_paths import Object, is_list, is_object
from ..wire_envelope import unwrapped
from .check import Check, Flaw
from .outcome import accepted, endless
from .reply_contract import (
    UNHEARD,
    UNSENT,
    ReplyFault,
    asked,
    error_body,
    faults_of_assistant,
    faults_of_results,
    is_near_miss,
    right_reply,
)
from .state import Effect

NOTHING = object()
#: What marks a reply that cannot be read at all, whatever it should have been.
NO_JSON = ("json",)
#: Types whose replies have rules beside the schema.
RULED = frozenset({"assistant-request", "tool-calls"})
#: How many characters of a reply are shown.
SHOWN = 300
#: Properties that are also in replies that only say "received", there with a text.
SAYING = frozenset({"data", "error", "message", "result"})


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
        fault, shown = faults[0], hidden_reply(value, masks) if masks else value
        # In the same words about the same reply without its secrets, where that has the same fault.
        alike = (each for each in (find(shown) if masks else ()) if each.mark == fault.mark)
        return self._flaw(case, next(alike, fault), shown)

    def _flaw(self, case: Case, fault: ReplyFault, shown: Any) -> Flaw:
        types = () if fault.mark == NO_JSON and not fault.consequence else (case.type,)
        right = right_reply(case.type, message_of(case)) if fault.consequence else ""
        told = f"{fault.noted}; the reply is {_in_short(shown)}" if fault.consequence else fault.noted
        return Flaw(
            verdict="returns a reply that Vapi may not use" if fault.is_note else self.verdict,
            mark=("reply", *types, *fault.mark),
            noted=told,
            hint=fault.consequence,
            expected=right,
            severity="note" if fault.is_note else None,
        )

    def _faults(self, contract: Contract, case: Case, exchange: Exchange, value: Any) -> Iterator[ReplyFault]:
        reply = exchange.reply
        if reply is None:
            return
        if not accepted(exchange):
            yield from error_body(value) if case.type == "tool-calls" else ()
        elif value is NOTHING:
            yield from self._no_json(case, reply)
        elif self._is_demanded(case) or self._is_meant(contract, case.type, value):
            yield from _unusable(contract, case, reply, value)

    def _no_json(self, case: Case, reply: Reply) -> Iterator[ReplyFault]:
        if _says_json(reply):
            yield ReplyFault(mark=NO_JSON, noted="the body is not JSON, although its Content-Type says so")
        elif self._is_demanded(case):
            noted = "the body is not JSON" if reply.body.strip() else "the body is empty"
            consequence = UNHEARD if case.type == "tool-calls" else UNSENT
            yield ReplyFault(mark=("nothing", "unheard"), noted=noted, consequence=consequence)

    def _is_demanded(self, case: Case) -> bool:
        """Whether the handler has to answer this message, whatever it replies."""
        if case.type not in self.acted_on or case.type not in RULED:
            return False
        return case.type != "tool-calls" or bool(asked(message_of(case)))

    @staticmethod
    def _is_meant(contract: Contract, type: str, value: Any) -> bool:
        """Whether a value has something that Vapi looks for in the reply to messages of a type."""
        if is_list(value):
            return bool(value)
        if not is_object(value) or value.get("results") == []:
            return False
        meant = value.keys() & contract.properties_of_reply(type)
        read = any(name not in SAYING or not isinstance(value[name], str) for name in meant)
        return read or is_near_miss(type, value)


def message_of(case: Case) -> Object:
    """The message of a case; an empty one if it has none."""
    message = unwrapped(case.body)
    return message if is_object(message) else {}


def _unusable(contract: Contract, case: Case, reply: Reply, value: Any) -> Iterator[ReplyFault]:
    """What is wrong with a reply that is meant as one."""
    if case.type == "tool-calls":
        yield from faults_of_results(message_of(case), value, reply.status)
    if case.type == "assistant-request":
        yield from faults_of_assistant(value)
    for violation in contract.violations_of_reply(case.type, _as_read(case.type, value)):
        yield ReplyFault(mark=(violation.at, violation.keyword), noted=f"in the reply {violation}")


def _in_short(value: Any) -> str:
    if value is NOTHING:
        return "no JSON"
    try:
        return shorten(dumps(value, ensure_ascii=False, default=repr), SHOWN, placeholder="…")
    except (ValueError, RecursionError):
        return "no JSON"


def value_of(reply: Reply) -> Any:
    """The JSON value of a reply, or what a plain function returned; `NOTHING` if there is none."""
    if reply.not_json:
        return reply.value
    try:
        return loads(reply.body) if reply.body or reply.status is not None else reply.value
    except (ValueError, RecursionError):
        return NOTHING


def _says_json(reply: Reply) -> bool:
    return bool(reply.body.strip()) and "json" in (reply.header("content-type") or "").lower()


def _as_read(type: str, value: Any) -> Any:
    """
    The reply with what the schema requires and Vapi does without, and without what is disputed.

    Its documentation shows results of tools that have no name.
    """
    if type != "tool-calls" or not is_object(value) or not is_list(value.get("results")):
        return value
    return {**value, "results": [_result_as_read(each) for each in value["results"]]}


def _result_as_read(result: Any) -> Any:
    if not is_object(result):
        return result
    texts = {name: "" for name in ("result", "error") if not isinstance(result.get(name, ""), str)}
    return {"name": "", **result, **texts}
