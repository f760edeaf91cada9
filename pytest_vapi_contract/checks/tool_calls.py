"""The checks about calls of the user's own tools."""

from dataclasses import dataclass

from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..delivery import Exchange
from ..findings.outcome import survived
from ..json_paths import is_object
from .check import Check, Flaw
from .replies import value_of
from .state_probe import Effect
from .tool_results import asked, ids_of_results

LOSES_OTHERS = "loses the results of the other calls"
OTHERS = "status 200, with a result for each call: an `error` for the one with invalid arguments"
ALWAYS_200 = "answer with status 200, whatever each call comes to"
APART = "catch what one call raises where that call is handled, and answer it with an `error` of its own"


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolCalls(Check):
    """A call of a tool is taken."""

    def concerns_type(self, type: str, contract: Contract) -> bool:  # noqa: ARG002
        """Whether messages of a type ask for calls of tools."""
        return type == TOOL_CALLS

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:
        """What is wrong with the exchange; it says so if the handler did not even survive it."""
        flaw = Check.flaw(self, case, exchange, effect)
        if flaw is None or survived(exchange, self.refusals):
            return flaw
        return Flaw(verdict=self._verdict(exchange, "breaks the handler"))


@dataclass(frozen=True, kw_only=True, slots=True)
class InvalidArguments(ToolCalls):
    """A call with bad arguments is survived, and the calls beside it are answered."""

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:
        """What is wrong with the exchange; whether such a call is survived, the same call alone tells."""
        if case.family is not Family.TOOL_AMONG:
            return ToolCalls.flaw(self, case, exchange, effect)
        noted, hint = _lost(case, exchange) if survived(exchange, self.refusals) else ("", "")
        if not noted:
            return None
        return Flaw(verdict=LOSES_OTHERS, mark=("others",), noted=noted, hint=hint, expected=OTHERS)


def _lost(case: Case, exchange: Exchange) -> tuple[str, str]:
    """Why the first call and the last get no result although their arguments are valid, and a hint."""
    reply = exchange.reply
    if reply is None or exchange.crash is not None:
        return "the exception ends them, too", APART
    if reply.status not in (None, 200):
        return "Vapi ignores the body, because the status is not 200", ALWAYS_200
    value = value_of(reply)
    if not is_object(value) or not {"results", "error"} & value.keys():
        return "", ""  # tools are not served at all
    first, _, last = asked(case.message)
    given = ids_of_results(value.get("results"))
    missing = next((id for id in (first, last) if id not in given), None)
    if missing is None:
        return "", ""
    return f"no result has the toolCallId {missing!r}, of a call with valid arguments", APART
