"""
Contract tests for Vapi webhooks.

The names are imported when they are first asked for: a test session that uses none of them pays for none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import conversations, samples, strategies
    from .checks import assert_accepts, assert_answers, assert_conforms, assert_rejects, assert_survives
    from .conformance import assert_handler_conforms, check_handler
    from .conformance.turns.check import assert_assembles_turns
    from .contract import Contract, MessageType, Verdict, Violation
    from .delivery import (
        Bearer,
        Credentials,
        Exchange,
        FixedHeaders,
        Hmac,
        Reply,
        SharedSecret,
        ToolResult,
        as_handler,
    )
    from .findings import Finding, Report
    from .fuzzing.handler_fuzz import fuzz_handler
    from .mutations import Mutation
    from .wire_envelope import envelope

#: Where each name comes from; a module of the same name is that module itself.
_ORIGINS = {
    "Bearer": "delivery",
    "Contract": "contract",
    "Credentials": "delivery",
    "Exchange": "delivery",
    "Finding": "findings",
    "FixedHeaders": "delivery",
    "Hmac": "delivery",
    "MessageType": "contract",
    "Mutation": "mutations",
    "Reply": "delivery",
    "Report": "findings",
    "SharedSecret": "delivery",
    "ToolResult": "delivery",
    "Verdict": "contract",
    "Violation": "contract",
    "as_handler": "delivery",
    "assert_accepts": "checks",
    "assert_answers": "checks",
    "assert_assembles_turns": "conformance.turns.check",
    "assert_conforms": "checks",
    "assert_handler_conforms": "conformance",
    "assert_rejects": "checks",
    "assert_survives": "checks",
    "check_handler": "conformance",
    "conversations": "conversations",
    "envelope": "wire_envelope",
    "fuzz_handler": "fuzzing.handler_fuzz",
    "samples": "samples",
    "strategies": "strategies",
}

__all__ = [
    "Bearer",
    "Contract",
    "Credentials",
    "Exchange",
    "Finding",
    "FixedHeaders",
    "Hmac",
    "MessageType",
    "Mutation",
    "Reply",
    "Report",
    "SharedSecret",
    "ToolResult",
    "Verdict",
    "Violation",
    "as_handler",
    "assert_accepts",
    "assert_answers",
    "assert_assembles_turns",
    "assert_conforms",
    "assert_handler_conforms",
    "assert_rejects",
    "assert_survives",
    "check_handler",
    "conversations",
    "envelope",
    "fuzz_handler",
    "samples",
    "strategies",
]


def __getattr__(name: str) -> Any:
    if name not in _ORIGINS:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module = import_module(f".{_ORIGINS[name]}", __name__)
    value = globals()[name] = module if _ORIGINS[name] == name else getattr(module, name)
    return value


def __dir__() -> list[str]:
    return list(__all__)
