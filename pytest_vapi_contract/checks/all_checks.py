"""The table of checks."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Literal

from ..cases.case import DEMANDED, VALID, Category
from ..contract import Contract
from ..errors import UnknownCheck
from ..findings.outcome import Exceptions, accepted, forbidden, refused, survived
from .arguments import Observed
from .check import Check
from .credentials import TurnsAway
from .effects import Effects
from .hidden import Accepts
from .in_time import InTime
from .leaks import Leaks
from .replies import Replies
from .side_effects import UNTRUSTED, Redelivery, SideEffects
from .tool_calls import InvalidArguments, ToolCalls
from .turns import Turns

OnInvalid = Literal["survive", "reject"]

#: What checks are about beside valid messages: broken ones, and what is not a message.
BROKEN: frozenset[Category] = frozenset({"mutation", "disputed"})
DOCUMENTED: frozenset[Category] = frozenset({"documented"})
MALFORMED: frozenset[Category] = frozenset({"text", "http"})

CHECKS: dict[str, Check] = {
    check.id: check
    for check in (
        Accepts(
            id="accepts",
            doc="Every valid message is accepted.",
            categories=frozenset({"conforming"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        Observed(
            id="observed",
            doc="Messages are accepted as Vapi sends them in production, even where the schema differs.",
            categories=frozenset({"observed", "documented"}),
            holds=accepted,
            verdict="is rejected in its production form",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        Check(
            id="survives",
            doc="The handler never crashes or hangs, whatever message it receives.",
            categories=frozenset({"mutation", "disputed"}),
            holds=survived,
            verdict="breaks the handler",
            expected="any reply below 500",
            expected_of_function="it returns, or raises {raised}",
        ),
        ToolCalls(
            id="tools",
            doc="Calls to your own tools are accepted, whatever their parameters allow.",
            categories=frozenset({"arguments"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        InvalidArguments(
            id="arguments",
            doc="Invalid arguments for a tool do not crash the handler, and cost no other call its result.",
            categories=frozenset({"bad-arguments"}),
            holds=survived,
            verdict="breaks the handler",
            expected="any reply below 500, such as an `error` for the tool call with status 200",
            expected_of_function="it returns, or raises {raised}",
        ),
        Check(
            id="tolerates",
            doc="Messages with new properties, new values and new types are accepted.",
            categories=frozenset({"forward-compatibility"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply",
            expected_of_function="it returns",
        ),
        Check(
            id="malformed",
            doc="A body that is not a message, or an unusual request, does not crash the handler.",
            categories=frozenset({"text", "http"}),
            holds=survived,
            verdict="breaks the handler",
            expected="any reply below 500",
            expected_of_function="it returns, or raises {raised}",
        ),
        TurnsAway(
            id="credentials",
            doc="A request with a missing or bad credential is rejected.",
            categories=frozenset({"credentials"}),
            holds=forbidden,
            verdict="is accepted without valid credentials",
            expected="401 or 403",
            expected_of_function="it raises {raised}",
        ),
        TurnsAway(
            id="replays",
            doc="A request that was signed long ago is rejected, because someone may have recorded it.",
            categories=frozenset({"replay"}),
            holds=forbidden,
            verdict="is accepted",
            expected="401 or 403",
            expected_of_function="it raises {raised}",
        ),
        Leaks(
            id="leaks",
            doc="No reply contains a traceback, the text of an exception, the secret, or a source path.",
            categories=DEMANDED | BROKEN | MALFORMED | UNTRUSTED,
            holds=survived,
            verdict="gets a reply that leaks internal details",
            expected="a reply without tracebacks, texts of exceptions, secrets or source paths",
            expected_of_function="it returns no tracebacks, texts of exceptions, secrets or source paths",
        ),
        InTime(
            id="in-time",
            doc="Every message is answered while Vapi waits: 20 seconds, or 7.5 for an assistant-request.",
            categories=DEMANDED | BROKEN | MALFORMED,
            holds=survived,
            verdict="is not answered in time",
            expected="a reply before Vapi stops waiting",
            expected_of_function="it returns before Vapi stops waiting",
        ),
        Replies(
            id="replies",
            doc="If Vapi uses the reply, it matches the contract.",
            categories=DEMANDED | DOCUMENTED,
            holds=accepted,
            verdict="returns a reply that Vapi cannot use",
            expected="a reply that matches the contract, or has nothing for Vapi",
            expected_of_function="it returns a value that matches the contract, or has nothing for Vapi",
        ),
        Check(
            id="concurrency",
            doc="Messages that are accepted one at a time are also accepted when they arrive together.",
            categories=frozenset({"concurrency"}),
            holds=accepted,
            verdict="is rejected",
            expected="a 2xx reply, as when it is sent alone",
            expected_of_function="it returns, as when the message is sent alone",
        ),
        SideEffects(
            id="side-effects",
            doc="A rejected request changes nothing, and neither does a request with a bad credential.",
            categories=VALID | BROKEN | MALFORMED | UNTRUSTED,
            holds=survived,
            verdict="is rejected but has an effect",
            expected="the same state before and after",
            expected_of_function="the same state before and after",
            needs_state=True,
        ),
        Redelivery(
            id="redelivery",
            doc="A message that is delivered twice has the same effect as once.",
            categories=frozenset({"redelivery"}),
            holds=survived,
            verdict="takes effect twice",
            expected="the same state after the second delivery as after the first",
            expected_of_function="the same state after the second delivery as after the first",
            needs_state=True,
        ),
        Turns(
            id="turns",
            doc="The text of each turn matches its tokens, and is empty once the turn is interrupted.",
            categories=frozenset({"turns"}),
            holds=accepted,
            verdict="is rejected in a conversation",
            expected="a 2xx reply",
            expected_of_function="it returns",
            needs_read=True,
        ),
        Effects(
            id="effects",
            doc="Each type that the handler acts on has an effect in a call, and only one.",
            categories=frozenset({"call"}),
            holds=accepted,
            verdict="has no effect",
            expected="the state changes once",
            expected_of_function="the state changes once",
            needs_state=True,
        ),
        Check(
            id="rejects",
            doc="Every invalid message is rejected.",
            categories=frozenset({"mutation"}),
            holds=refused,
            verdict="is not rejected",
            expected="a 4xx reply",
            expected_of_function="it raises {raised}",
        ),
    )
}

#: What a plain function raises to refuse a message, where no exception was named.
ANY_REFUSAL = "an exception that `rejects` names"

#: The checks that run by default, whatever is to become of invalid messages.
COMMON = (
    "tools",
    "arguments",
    "malformed",
    "credentials",
    "replays",
    "leaks",
    "in-time",
    "replies",
    "concurrency",
    "side-effects",
    "redelivery",
    "turns",
    "effects",
)
#: The checks that run for each way to treat what is invalid.
DEFAULT: dict[OnInvalid, tuple[str, ...]] = {
    "survive": ("accepts", "observed", "survives", *COMMON),
    "reject": ("accepts", "observed", "rejects", *COMMON),
}


def selected(
    names: Iterable[str] | None = None,
    *,
    skipped: Iterable[str] = (),
    on_invalid: OnInvalid = "survive",
    contract: Contract | None = None,
    refusals: Exceptions | None = None,
    acted_on: Iterable[str] = (),
) -> tuple[Check, ...]:
    """
    The checks of these names, or the default ones, without those that are skipped. Raises `UnknownCheck`.

    `refusals` is for a plain function: what it raises to refuse a message, for it has no status to do so.
    None is for what speaks HTTP. `acted_on` are types of which a reply is demanded.
    """
    checks = [_named(name) for name in dict.fromkeys(DEFAULT[on_invalid] if names is None else names)]
    without = {_named(name).id for name in skipped}
    wanted = [expecting(each, refusals) for each in checks if each.id not in without]
    types = frozenset(acted_on)
    return tuple(_knowing(contract, each, types) for each in wanted)


def expecting(check: Check, refusals: Exceptions | None) -> Check:
    """The check for a plain function, which raises to refuse; the check itself for what speaks HTTP."""
    if refusals is None:
        return check
    raised = " or ".join(refusal.__name__ for refusal in refusals) or ANY_REFUSAL
    return replace(check, refusals=refusals, expected=check.expected_of_function.format(raised=raised))


def _knowing(contract: Contract | None, check: Check, acted_on: frozenset[str]) -> Check:
    if isinstance(check, Effects):
        return replace(check, revision=contract.revision if contract else "", acted_on=acted_on)
    if contract is None:
        return check
    known = replace(check, revision=contract.revision)
    return replace(known, contract=contract, acted_on=acted_on) if isinstance(known, Replies) else known


def _named(name: str) -> Check:
    try:
        return CHECKS[name]
    except KeyError:
        raise UnknownCheck(name, tuple(CHECKS)) from None
