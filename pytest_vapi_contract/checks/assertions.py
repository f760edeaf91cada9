"""Assertions about one message at a time. Only these raise."""

from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any, Unpack

from ..case_sources.requests import request_to
from ..cases.case import Case, Category
from ..contract import Contract, newest
from ..delivery import Exchange, Handler, HandlerKeywords, Reply, as_handler
from ..errors import HandlerUnreachable
from ..findings.finding import Finding
from ..findings.outcome import Exceptions
from ..findings.reproduction import again
from ..json_paths import is_object
from ..option_errors import EXCEPTIONS, check_values
from ..wire_envelope import enveloped, unwrapped
from .all_checks import CHECKS, expecting, selected
from .check import Check

REFUSALS: Exceptions = (ValueError,)
#: What was sent. The revision is not known, so none is named.
_GIVEN: Mapping[Category, str] = {
    "conforming": "the message that was given",
    "mutation": "the mutation that was given",
}


def assert_conforms(message: Any, *, contract: Contract | None = None) -> None:
    """The message, bare or in its envelope, conforms in every reading of the contract."""
    __tracebackhide__ = True
    verdict = (contract or newest()).judge(message)
    if verdict.standing != "conforming":
        raise AssertionError(str(verdict))


def assert_accepts(handler: Any, message: Any, **options: Unpack[HandlerKeywords]) -> Exchange:
    """
    The handler answers a message with a 2xx; a plain function returns.

    `handler` is anything that `as_handler` takes, and `options` are its options. Returns the exchange.

    Raises `HandlerUnreachable` if the server cannot be reached.
    """
    __tracebackhide__ = True
    return _assert_holds("accepts", handler, message, REFUSALS, options)


def assert_answers(
    handler: Any, message: Any, *, contract: Contract | None = None, **options: Unpack[HandlerKeywords]
) -> Reply:
    """
    The handler answers a message as Vapi needs it: with a 2xx, and with a reply that Vapi can use.

    The reply is returned: `reply.json()` is its value, `reply.results["call_…"]` the result of a tool call.
    What Vapi's sources disagree about is allowed. If Vapi does not use the reply to a message, only a 2xx is
    required. `contract` is the newest one by default.
    """
    __tracebackhide__ = True
    case = case_of(message)
    [replies] = selected(["replies"], contract=contract or newest(), acted_on=[case.type])
    exchange = _assert_all_hold((CHECKS["accepts"], replies), handler, case, REFUSALS, options)
    assert exchange.reply is not None
    return exchange.reply


def assert_survives(
    handler: Any,
    message: Any,
    *,
    rejects: Sequence[type[BaseException]] = REFUSALS,
    **options: Unpack[HandlerKeywords],
) -> Exchange:
    """
    The handler answers any message or mutation in time, and neither with a 5xx nor with an exception.

    A plain function may reject it by raising one of `rejects`. Returns the exchange. Raises
    `HandlerUnreachable`.
    """
    __tracebackhide__ = True
    return _assert_holds("survives", handler, message, _refusals(rejects), options)


def assert_rejects(
    handler: Any,
    mutation: Any,
    *,
    rejects: Sequence[type[BaseException]] = REFUSALS,
    **options: Unpack[HandlerKeywords],
) -> Exchange:
    """
    The handler answers a mutation with a 4xx; a plain function raises one of `rejects`.

    Returns the exchange. Raises `HandlerUnreachable`.
    """
    __tracebackhide__ = True
    return _assert_holds("rejects", handler, mutation, _refusals(rejects), options)


def body_of(message: Any) -> Any:
    """The JSON body for a mutation, or a message, bare or in its envelope; bytes are sent as they are."""
    if isinstance(message, Case):
        return message.body
    return message if isinstance(message, bytes) else enveloped(message)


def case_of(message: Any) -> Case:
    """The case that a message or a mutation is."""
    if isinstance(message, Case):
        return message
    inner = unwrapped(message)
    type = inner.get("type") if is_object(inner) else None
    return Case(
        id="given",
        type=type if isinstance(type, str) else "the message",
        body=body_of(message),
        category="conforming",
    )


def _refusals(rejects: Sequence[type[BaseException]]) -> Exceptions:
    check_values({"rejects": rejects}, {"rejects": EXCEPTIONS})
    return tuple(rejects)


def _assert_holds(
    check: str, target: Any, message: Any, refusals: Exceptions, options: HandlerKeywords
) -> Exchange:
    __tracebackhide__ = True
    return _assert_all_hold((CHECKS[check],), target, case_of(message), refusals, options)


def _assert_all_hold(
    checks: Sequence[Check], target: Any, case: Case, refusals: Exceptions, options: HandlerKeywords
) -> Exchange:
    __tracebackhide__ = True
    handler = as_handler(target, **options)
    with nullcontext() if handler is target else handler:
        exchange = handler.deliver(request_to(handler, case))
        if exchange.unreachable:
            raise HandlerUnreachable(exchange.fault or "")
        for check in checks:
            if check.id == "rejects":
                _require_route(handler, exchange)
            _judge(check, handler, case, exchange, refusals)
        return exchange


def _require_route(handler: Handler, exchange: Exchange) -> None:
    """A 404 or 405 is not a rejection of a message, unless it is known that the path is one of the app's."""
    __tracebackhide__ = True
    status = exchange.reply.status if exchange.reply else None
    path, routes = exchange.request.path.partition("?")[0], handler.post_routes
    if status not in (404, 405) or path in routes:
        return
    known = f" The app accepts POST requests at {', '.join(routes)}." if routes else ""
    raise AssertionError(
        f"{status} does not show that the message is rejected: it is also the reply of a server that has no "
        f"route for a POST at {path}.{known} Check `path`; reject messages with another 4xx."
    )


def _judge(check: Check, handler: Handler, case: Case, exchange: Exchange, refusals: Exceptions) -> None:
    __tracebackhide__ = True
    expected = expecting(check, None if handler.speaks_http else refusals)
    finding = replace(expected, categories=frozenset({case.category})).judge(case, exchange)
    if finding is not None and not finding.is_note:
        finding = replace(finding, exchange=handler.observe(exchange))
        raise AssertionError(str(_told(finding, handler, exchange)))


def _told(finding: Finding, handler: Handler, exchange: Exchange) -> Finding:
    return replace(finding, sent=_GIVEN[finding.case.category], again=again(handler, exchange))
