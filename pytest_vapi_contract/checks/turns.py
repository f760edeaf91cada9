"""The check about turns: whether the user's text of each is that of its tokens."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from ..cases.case import Case
from ..contract import Contract
from ..delivery import Exchange
from ..delivery.observation.crash import crash_of
from ..errors import ProbeFailed
from ..findings.conversation import ConversationRow
from ..findings.finding import Finding
from ..findings.outcome import survived
from .check import Check, Flaw
from .state_probe import Effect

#: Returns the text that the user's application has of a turn.
Read = Callable[[str], str | None]
#: The message type of tokens.
TOKENS = "model-output"
BREAKS = "breaks the handler in a conversation"


@dataclass(frozen=True, kw_only=True, slots=True)
class Turns(Check):
    """
    The text of each turn is that of its tokens.

    A conversation is judged as a whole, where it is played; what is judged here is a single exchange.
    """

    def concerns_type(self, type: str, contract: Contract) -> bool:  # noqa: ARG002
        """Whether a turn is made of messages of a type."""
        return type == TOKENS

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:
        """What is wrong with the exchange, if the message is not accepted."""
        flaw = Check.flaw(self, case, exchange, effect)
        is_broken = not survived(exchange) and not exchange.timed_out
        return replace(flaw, verdict=BREAKS) if flaw and is_broken else flaw

    def told(
        self, case: Case, exchange: Exchange, flaw: Flaw, subject: str, rows: Sequence[ConversationRow]
    ) -> Finding:
        """Return the finding about a conversation that ends with an exchange."""
        found = self._finding(case, exchange, flaw)
        return replace(found, subject=subject, conversation=tuple(rows))


def text_by(read: Read, turn_id: str) -> str | ProbeFailed:
    """Return what the user's function returns, as a plain string; if that is not a text, why."""
    try:
        text: Any = read(turn_id)
    except BaseException as error:  # noqa: BLE001 - as for `state`: it is the user's code
        return ProbeFailed("read", str(crash_of(error)))
    if text is None:
        return ""
    if not isinstance(text, str):
        return ProbeFailed("read", f"it returns a value of type {type(text).__name__}")
    return str.__str__(text)  # a subclass may have methods of its own
