"""
What Vapi uses in a reply, and the check about it.

Only a few message types have such a reply. A handler that does not serve one of them acknowledges it like any
other: with an empty body, with plain text, or with an object in which nothing is for Vapi (`{"ok": true}`).
That is valid. A reply that contains something Vapi looks for must have it in a form that Vapi can read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from json import loads
from typing import Any

from ..cases.case import Case
from ..contract import Contract
from ..delivery import Exchange, Reply
from ..delivery.masking import hidden_reply
from ..json_paths import is_list, is_object
from ..wire_envelope import unwrapped
from .check import Check, Flaw
from .outcome import accepted
from .state import Effect

NOTHING = object()
#: What marks a reply that cannot be read at all, whatever it should have been.
NO_JSON = ("json",)
#: Where a message has the calls of tools; handlers read any of them.
CALLS = ("toolCallList", "toolCalls", "toolWithToolCallList")
#: Properties that are also in replies that only say "received", there with a text.
SAYING = frozenset({"data", "error", "message", "result"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Replies(Check):
    """A reply that Vapi reads is as the contract has it."""

    contract: Contract | None = None  #: Filled in by the run.

    def concerns_type(self, type: str, contract: Contract) -> bool:
        """Whether Vapi reads the reply to messages of a type."""
        return type in contract.bundle.replies

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """What is wrong with the reply."""
        if self.contract is None or exchange.reply is None or not accepted(exchange):
            return None
        if case.type not in self.contract.bundle.replies:
            return None
        faults = partial(self._faults, self.contract, case, exchange.reply)
        value, masks = value_of(exchange.reply), exchange.request.masks
        for mark, noted in faults(value):
            alike = () if mark == NO_JSON else (case.type,)
            # In the same words about the same reply without its secrets, where that has the same fault.
            shown = dict(faults(hidden_reply(value, masks))).get(mark, noted) if masks else noted
            return Flaw(verdict=self.verdict, mark=("reply", *alike, *mark), noted=shown)
        return None

    def _faults(
        self, contract: Contract, case: Case, reply: Reply, value: Any
    ) -> Iterator[tuple[tuple[str, ...], str]]:
        if value is NOTHING:
            if _says_json(reply):
                yield NO_JSON, "the body is not JSON, although its Content-Type says so"
            return
        if not self._is_meant(contract, case.type, value):
            return
        for violation in contract.violations_of_reply(case.type, _as_read(case.type, value)):
            yield (violation.at, violation.keyword), f"in the reply {violation}"
        yield from _strangers(case, value)

    @staticmethod
    def _is_meant(contract: Contract, type: str, value: Any) -> bool:
        """Whether a value has something that Vapi looks for in the reply to messages of a type."""
        if is_list(value):
            return bool(value)
        if not is_object(value):
            return False
        meant = value.keys() & contract.properties_of_reply(type)
        return any(name not in SAYING or not isinstance(value[name], str) for name in meant)


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
    The reply with what the schema requires and Vapi does without.

    Its documentation shows results of tools that have no name.
    """
    if type != "tool-calls" or not is_object(value) or not is_list(value.get("results")):
        return value
    results = [{"name": "", **each} if is_object(each) else each for each in value["results"]]
    return {**value, "results": results}


def _strangers(case: Case, value: Any) -> Iterator[tuple[tuple[str, ...], str]]:
    """Results for calls of tools that the message does not have: Vapi finds its results by these ids."""
    if case.type != "tool-calls" or not is_object(value):
        return
    asked = {id for name in CALLS for id in _ids(unwrapped(case.body).get(name))}
    for result in value.get("results") or ():
        id = result.get("toolCallId")
        if asked and id not in asked:
            yield ("toolCallId",), f"in the reply a result has the toolCallId {id!r}, which no tool call has"


def _ids(calls: Any) -> Iterator[str]:
    for call in calls if is_list(calls) else ():
        inner = call.get("toolCall", call) if is_object(call) else None
        if is_object(inner) and isinstance(inner.get("id"), str):
            yield inner["id"]
