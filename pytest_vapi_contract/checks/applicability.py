"""What is sent beside messages: malformed bodies, odd requests, bad credentials."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..case_sources.bad_credentials import bad_credential_cases, replay_cases
from ..case_sources.malformed import http_cases, text_cases
from ..case_sources.type_order import with_observed
from ..cases.case import OF_TOOLS, Case, Category
from ..cases.skip import Skip, lacking
from ..contract import Contract
from ..delivery import Handler
from ..wire_envelope import envelope
from .check import Check

Odd = Callable[[Handler, str, Any], Iterator[Case]]

#: What is not about messages, made from one that conforms; nothing where it means nothing to the handler.
ODD: dict[Category, Odd] = {
    "text": text_cases,
    "http": http_cases,
    "credentials": bad_credential_cases,
    "replay": replay_cases,
}
#: Messages as production sends them, or its documentation shows them.
LIKE_PRODUCTION: frozenset[Category] = frozenset({"observed", "documented"})
#: What the checks of credentials need.
CREDENTIALS: Mapping[str, str] = {"credentials": "a credential", "replays": "an HMAC secret"}
#: Kinds of handlers that are given one message at a time, wherever they run.
ONE_AT_A_TIME = frozenset({"lambda", "lambda-url", "lambda-v1"})


def concerns(
    check: Check,
    handler: Handler,
    *,
    with_state: bool = False,
    with_read: bool = False,
    with_tools: bool = False,
) -> bool:
    """
    Whether a check has anything to send to a handler, and a probe of the user's where it needs one.

    Calls of tools are sent if the user has told them.
    """
    if (check.needs_state and not with_state) or (check.needs_read and not with_read):
        return False
    if check.demands_nothing:
        return False
    return any(
        has_cases(category, handler) and (with_tools or category not in OF_TOOLS)
        for category in check.categories
    )


def untested(checks: Iterable[Check], handler: Handler, *, with_state: bool) -> Iterator[Skip]:
    """The checks that would have something to send, had the handler been given with what they need."""
    without_credential = handler.speaks_http and not has_cases("credentials", handler)
    for check in checks:
        wanted = [("state", check.needs_state and not with_state), ("handles", check.demands_nothing)]
        if missing := [thing for thing, is_missing in wanted if is_missing]:
            yield lacking(check.id, " and ".join(missing))
        elif without_credential and check.id in CREDENTIALS:
            yield lacking(check.id, CREDENTIALS[check.id])


def types_of(check: Check, types: Sequence[str], contract: Contract) -> tuple[str, ...]:
    """The message types that a check is about, each on its own; the first for one not about messages."""
    if not check.per_type:
        return tuple(types[:1])
    sent = with_observed(types, contract) if check.categories <= LIKE_PRODUCTION else types
    return tuple(type for type in sent if check.concerns_type(type, contract))


def has_cases(category: Category, handler: Handler) -> bool:
    """Whether there is anything of a category to send to a handler."""
    if category == "concurrency":
        return handler.kind not in ONE_AT_A_TIME
    if category not in ODD:
        return True
    return next(ODD[category](handler, "", envelope({})), None) is not None
