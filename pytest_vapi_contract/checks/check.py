"""What a check is: a rule over exchanges. The table of all is in `all_checks`."""

from collections.abc import Callable
from dataclasses import dataclass

from ..cases.case import Case, Category
from ..contract import Contract
from ..delivery import Exchange
from ..findings.finding import Finding
from ..findings.fingerprint import Cause, Symptom
from ..findings.hints import hint_for
from ..findings.outcome import Exceptions, endless, fails_late
from ..findings.severity import severity_of
from ..report_formats.severity_order import Severity
from .state_probe import Effect

#: What a message is, by its category.
SENT: dict[Category, str] = {
    "turns": "the messages below, one after the other",
    "conforming": "a valid message",
    "observed": "a message in the form that Vapi sends in production",
    "arguments": "a call to your tool, with arguments that match its parameters",
    "bad-arguments": "a call to your tool that a model may make without `strict`",
    "documented": "a message as Vapi's documentation shows it, but never captured from production",
    "mutation": "an invalid message",
    "disputed": "a message where the schema is ambiguous",
    "forward-compatibility": "a message with an addition that Vapi may make in the future",
    "text": "a body that Vapi never sends",
    "http": "a request that Vapi never sends",
    "credentials": "an unauthenticated request",
    "replay": "an old request that Vapi signed, sent again by someone else",
    "redelivery": "a message that was delivered before, byte for byte",
    "call": "the events of a call, in order",
    "concurrency": "several messages at once, each of which is accepted alone",
}
#: Cases that are not about a message: one item stands for all message types.
TYPELESS: frozenset[Category] = frozenset({"text", "http", "credentials", "replay", "concurrency"})


@dataclass(frozen=True, kw_only=True, slots=True)
class Flaw:
    """What a check finds wrong with an exchange."""

    verdict: str
    mark: Cause = ()  #: What findings with the same cause have in common, where the exchange does not say it.
    noted: str = ""  #: What was seen, beside status and exception.
    hint: str = ""
    expected: str = ""  #: Where it is more exact than what the check expects.
    severity: Severity | None = None  #: Where it is not that of the check.
    sent: str = ""  #: Where it is more exact than what is said of the category.
    events: tuple[str, ...] = ()  #: The conversation that shows it, as a table, line by line.


@dataclass(frozen=True, kw_only=True, slots=True)
class Check:
    """A rule over exchanges, looked at one at a time."""

    id: str  #: The name by which it is selected.
    doc: str  #: What it demands, in one sentence.
    categories: frozenset[Category]  #: What has to be sent for it.
    holds: Callable[[Exchange, Exceptions], bool]
    verdict: str
    expected: str
    expected_of_function: str  #: With a place for the exceptions by which it refuses.
    needs_state: bool = False  #: Whether it can be checked only with a probe of the user's state.
    needs_read: bool = False  #: Whether it can be checked only with what reads the user's text of a turn.
    revision: str = ""
    is_retried: bool = True  #: Whether Vapi is known to send again what got no 2xx in time.
    refusals: Exceptions = ()  #: Exceptions by which a plain function refuses a message.

    @property
    def per_type(self) -> bool:
        """Whether it is about messages, so that each message type counts."""
        return not self.categories <= TYPELESS

    @property
    def demands_nothing(self) -> bool:
        """Whether nothing can break it, as far as it is known what the handler does."""
        return False

    def concerns_type(self, type: str, contract: Contract) -> bool:  # noqa: ARG002
        """Whether messages of a type can break it."""
        return True

    def judge(self, case: Case, exchange: Exchange, effect: Effect | None = None) -> Finding | None:
        """The finding that the exchange is, if the check fails on it."""
        if case.category not in self.categories:
            return None
        flaw = self.flaw(case, exchange, effect)
        return None if flaw is None else self._finding(case, exchange, flaw)

    def failure(self, case: Case, exchange: Exchange) -> Symptom | None:
        """How the exchange fails the check, whatever the values are; None if it passes."""
        finding = self.judge(case, exchange)
        return finding.failure if finding else None

    def flaw(self, case: Case, exchange: Exchange, effect: Effect | None) -> Flaw | None:  # noqa: ARG002
        """What is wrong with the exchange, if anything. Checks that look beyond the outcome override it."""
        if self.holds(exchange, self.refusals):
            return None
        if fails_late(exchange):
            return Flaw(verdict="fails after a 2xx status", expected="a 2xx reply, and no exception after it")
        return Flaw(verdict=self._verdict(exchange, self.verdict))

    def _finding(self, case: Case, exchange: Exchange, flaw: Flaw) -> Finding:
        return Finding(
            check=self.id,
            case=case,
            exchange=exchange,
            verdict=flaw.verdict,
            sent=flaw.sent or SENT[case.category],
            expected=flaw.expected or self.expected,
            condition=case.condition,
            hint=flaw.hint or hint_for(case, exchange),
            types=(case.type,),
            mark=flaw.mark,
            noted=flaw.noted,
            severity=flaw.severity or severity_of(self.id, case.category),
            events=flaw.events,
        )

    @staticmethod
    def _verdict(exchange: Exchange, usual: str) -> str:
        """What became of a message, where it says more than the usual."""
        if exchange.timed_out:
            return "is not answered in time"
        return "gets a reply of more than a megabyte" if endless(exchange) else usual
