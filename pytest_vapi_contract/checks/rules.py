"""
The checks: rules over exchanges, one line of a table each.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from typing import Literal, Protocol

from ..delivery import Exchange
from ..errors import UnknownCheck
from .case import Case, Category
from .finding import Finding
from .hints import hint_for
from .outcome import Exceptions, accepted, forbidden, refused, survived

OnInvalid = Literal["survive", "reject"]

#: What a message is, by its category; `{revision}` is filled in by the run.
SENT: dict[Category, str] = {
    "conforming": "a message that conforms to revision {revision} in every reading",
    "observed": "a message as production sends it",
    "mutation": "a message that no reading of revision {revision} allows",
    "disputed": "a message that some readings of revision {revision} allow",
    "tomorrow": "a message with something new in it, as Vapi may send it tomorrow",
    "text": "a body that Vapi never sends",
    "http": "a request that Vapi never sends",
    "credentials": "a request that does not come from Vapi",
}


class Check(Protocol):
    """
    A rule over exchanges.
    """

    @property
    def id(self) -> str:
        """
        The name by which it is selected.
        """

    @property
    def doc(self) -> str:
        """
        What it demands, in one sentence.
        """

    @property
    def categories(self) -> frozenset[Category]:
        """
        What has to be sent for it.
        """

    @property
    def per_type(self) -> bool:
        """
        Whether it is about messages, so that each message type counts.
        """

    def judge(self, case: Case, exchange: Exchange) -> Finding | None:
        """
        What is wrong with the exchange, if something is.
        """


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """
    A check that looks at one exchange at a time.
    """

    id: str
    doc: str
    categories: frozenset[Category]
    holds: Callable[[Exchange, Exceptions], bool]
    verdict: str
    expected: str
    expected_of_function: str  #: With a place for the exceptions by which it refuses.
    revision: str = ""
    refusals: Exceptions = ()  #: Exceptions by which a plain function refuses a message.

    @property
    def per_type(self) -> bool:
        """
        Whether it is about messages, so that each message type counts.
        """
        return not self.categories <= {"text", "http", "credentials"}

    def judge(self, case: Case, exchange: Exchange) -> Finding | None:
        """
        The finding that the exchange is, if the rule does not hold in it.
        """
        if case.category not in self.categories or self.holds(exchange, self.refusals):
            return None
        return Finding(
            check=self.id,
            case=case,
            exchange=exchange,
            verdict=self._verdict(exchange),
            sent=SENT[case.category].format(revision=self.revision),
            expected=self.expected,
            circumstance=case.circumstance,
            hint=hint_for(case, exchange),
            types=(case.type,),
        )

    def _verdict(self, exchange: Exchange) -> str:
        if exchange.timed_out:
            return "is not answered in time"
        broken = exchange.crash is not None and self.holds is forbidden
        return "breaks the handler" if broken else self.verdict


CHECKS: dict[str, Rule] = {
    rule.id: rule
    for rule in (
        Rule(
            id="accepts",
            doc="Every message that conforms in every reading of the contract is accepted.",
            categories=frozenset({"conforming"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        Rule(
            id="observed",
            doc="Messages are accepted as production sends them, which is not always as the schema says.",
            categories=frozenset({"observed"}),
            holds=accepted,
            verdict="as production sends it is rejected",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        Rule(
            id="survives",
            doc="Whatever is sent, the handler neither breaks nor hangs.",
            categories=frozenset({"mutation", "disputed"}),
            holds=survived,
            verdict="breaks the handler",
            expected="any reply below 500",
            expected_of_function="it returns, or raises {raised}",
        ),
        Rule(
            id="tolerates",
            doc="Messages with properties, values and types that no schema lists yet are accepted.",
            categories=frozenset({"tomorrow"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        Rule(
            id="malformed",
            doc="A body that is no message, or a request that is odd, does not break the handler.",
            categories=frozenset({"text", "http"}),
            holds=survived,
            verdict="breaks the handler",
            expected="any reply below 500",
            expected_of_function="it returns, or raises {raised}",
        ),
        Rule(
            id="credentials",
            doc="A request whose credential is missing or bad is turned away.",
            categories=frozenset({"credentials"}),
            holds=forbidden,
            verdict="is not turned away",
            expected="401 or 403",
            expected_of_function="it raises {raised}",
        ),
        Rule(
            id="rejects",
            doc="Every message that no reading of the contract allows is refused.",
            categories=frozenset({"mutation"}),
            holds=refused,
            verdict="is not refused",
            expected="a 4xx reply",
            expected_of_function="it raises {raised}",
        ),
    )
}

#: The checks that run for each way to treat what is invalid.
DEFAULT: dict[OnInvalid, tuple[str, ...]] = {
    "survive": ("accepts", "observed", "survives", "malformed", "credentials"),
    "reject": ("accepts", "observed", "rejects", "malformed", "credentials"),
}


def selected(
    names: Iterable[str] | None = None,
    *,
    on_invalid: OnInvalid = "survive",
    revision: str = "",
    refusals: Exceptions = (),
) -> tuple[Rule, ...]:
    """
    The checks of these names, or the default ones. Raises `UnknownCheck`.

    `refusals` is for a plain function: what it raises to refuse a message, for it has no status to do so.
    """
    rules = [_named(name) for name in dict.fromkeys(DEFAULT[on_invalid] if names is None else names)]
    return tuple(replace(expecting(rule, refusals), revision=revision) for rule in rules)


def expecting(rule: Rule, refusals: Exceptions) -> Rule:
    """
    The rule for a plain function, which raises to refuse; the rule itself if there is nothing it may raise.
    """
    raised = " or ".join(refusal.__name__ for refusal in refusals)
    expected = rule.expected_of_function.format(raised=raised)
    return replace(rule, refusals=refusals, expected=expected) if refusals else rule


def _named(name: str) -> Rule:
    try:
        return CHECKS[name]
    except KeyError:
        raise UnknownCheck(name, tuple(CHECKS)) from None
