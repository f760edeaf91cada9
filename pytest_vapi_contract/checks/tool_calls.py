"""The checks about calls of the user's own tools."""

from dataclasses import dataclass

from ..cases.case import Case
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..delivery import Exchange
from ..findings.outcome import survived
from .check import Check, Flaw
from .state_probe import Effect


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
