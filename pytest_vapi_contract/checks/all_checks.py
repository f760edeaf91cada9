"""
The table of checks.
"""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from ..cases.case import Category
from ..contract import Contract
from ..errors import UnknownCheck
from .arguments import Observed
from .check import Rule
from .credentials import TurnsAway
from .in_time import InTime
from .leaks import Leaks
from .outcome import Exceptions, accepted, forbidden, refused, survived
from .replies import Replies
from .side_effects import UNTRUSTED, Redelivery, SideEffects

OnInvalid = Literal["survive", "reject"]

#: What checks are about: messages that are in order, broken ones, and what is no message.
VALID: frozenset[Category] = frozenset({"conforming", "observed"})
BROKEN: frozenset[Category] = frozenset({"mutation", "disputed"})
MALFORMED: frozenset[Category] = frozenset({"text", "http"})

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
        Observed(
            id="observed",
            doc="Messages are accepted as production sends them, which is not always as the schema says.",
            categories=frozenset({"observed", "documented"}),
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
        TurnsAway(
            id="credentials",
            doc="A request whose credential is missing or bad is turned away.",
            categories=frozenset({"credentials"}),
            holds=forbidden,
            verdict="is accepted without valid credentials",
            expected="401 or 403",
            expected_of_function="it raises {raised}",
        ),
        TurnsAway(
            id="replays",
            doc="A request that was signed long ago is turned away: someone may have recorded it.",
            categories=frozenset({"replay"}),
            holds=forbidden,
            verdict="is accepted",
            expected="401 or 403",
            expected_of_function="it raises {raised}",
        ),
        Leaks(
            id="leaks",
            doc="No reply shows a traceback, the secret, or a path of the source.",
            categories=VALID | BROKEN | MALFORMED | UNTRUSTED,
            holds=survived,
            verdict="is answered with what is nobody's business",
            expected="a reply without tracebacks, secrets and paths of the source",
            expected_of_function="it returns nothing with tracebacks, secrets and paths of the source",
        ),
        InTime(
            id="in-time",
            doc="Every message is answered while Vapi waits: 20 seconds, for an assistant-request 7.5.",
            categories=VALID | BROKEN | MALFORMED,
            holds=survived,
            verdict="is not answered in time",
            expected="a reply before Vapi stops waiting",
            expected_of_function="it returns before Vapi stops waiting",
        ),
        Replies(
            id="replies",
            doc="Where Vapi reads the reply, it is as Vapi reads it.",
            categories=VALID,
            holds=accepted,
            verdict="is answered with what Vapi cannot read",
            expected="a reply as the contract has it, or one without anything for Vapi",
            expected_of_function="it returns a reply as the contract has it, or nothing for Vapi",
        ),
        Rule(
            id="concurrency",
            doc="Messages that are accepted one after the other are accepted when they come at once.",
            categories=frozenset({"concurrency"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply, as when it comes alone",
            expected_of_function="it returns, as when the message comes alone",
        ),
        SideEffects(
            id="side-effects",
            doc="What is refused changes nothing; what comes with a bad credential changes nothing either.",
            categories=VALID | BROKEN | MALFORMED | UNTRUSTED,
            holds=survived,
            verdict="is refused, and still has an effect",
            expected="the same state before and after",
            expected_of_function="the same state before and after",
            needs_state=True,
        ),
        Redelivery(
            id="redelivery",
            doc="The same message, delivered twice, has the effect of one.",
            categories=frozenset({"redelivery"}),
            holds=survived,
            verdict="has its effect twice",
            expected="the same state after the second delivery as after the first",
            expected_of_function="the same state after the second delivery as after the first",
            needs_state=True,
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

#: What a plain function raises to refuse a message, where no exception was named.
ANY_REFUSAL = "an exception that `rejects` names"

ALWAYS = (
    "malformed",
    "credentials",
    "replays",
    "leaks",
    "in-time",
    "replies",
    "concurrency",
    "side-effects",
    "redelivery",
)
#: The checks that run for each way to treat what is invalid.
DEFAULT: dict[OnInvalid, tuple[str, ...]] = {
    "survive": ("accepts", "observed", "survives", *ALWAYS),
    "reject": ("accepts", "observed", "rejects", *ALWAYS),
}


def selected(
    names: Iterable[str] | None = None,
    *,
    on_invalid: OnInvalid = "survive",
    contract: Contract | None = None,
    refusals: Exceptions | None = None,
) -> tuple[Rule, ...]:
    """
    The checks of these names, or the default ones. Raises `UnknownCheck`.

    `refusals` is for a plain function: what it raises to refuse a message, for it has no status to do so.
    None is for what speaks HTTP.
    """
    rules = [_named(name) for name in dict.fromkeys(DEFAULT[on_invalid] if names is None else names)]
    return tuple(_knowing(contract, expecting(rule, refusals)) for rule in rules)


def expecting(rule: Rule, refusals: Exceptions | None) -> Rule:
    """
    The rule for a plain function, which raises to refuse; the rule itself for what speaks HTTP.
    """
    if refusals is None:
        return rule
    raised = " or ".join(refusal.__name__ for refusal in refusals) or ANY_REFUSAL
    return replace(rule, refusals=refusals, expected=rule.expected_of_function.format(raised=raised))


def _knowing(contract: Contract | None, rule: Rule) -> Rule:
    if contract is None:
        return rule
    known = replace(rule, revision=contract.revision)
    return replace(known, contract=contract) if isinstance(known, Replies) else known


def _named(name: str) -> Rule:
    try:
        return CHECKS[name]
    except KeyError:
        raise UnknownCheck(name, tuple(CHECKS)) from None
