"""
Contract tests for Vapi webhooks.

The names are imported when they are first asked for: a test session that uses none of them pays for none.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from . import samples, strategies
    from .checks import Finding, Report, assert_accepts, assert_conforms, assert_rejects, assert_survives
    from .conformance import assert_handler_conforms, check_handler
    from .contract import Contract, Verdict, Violation
    from .delivery import as_handler
    from .json_paths import envelope
    from .mutations import Mutation

#: Where each name comes from; a module of the same name is that module itself.
_ORIGINS = {
    "Contract": "contract",
    "Finding": "checks",
    "Mutation": "mutations",
    "Report": "checks",
    "Verdict": "contract",
    "Violation": "contract",
    "as_handler": "delivery",
    "assert_accepts": "checks",
    "assert_conforms": "checks",
    "assert_handler_conforms": "conformance",
    "assert_rejects": "checks",
    "assert_survives": "checks",
    "check_handler": "conformance",
    "envelope": "json_paths",
    "samples": "samples",
    "strategies": "strategies",
}

__all__ = [
    "Contract",
    "Finding",
    "Mutation",
    "Report",
    "Verdict",
    "Violation",
    "as_handler",
    "assert_accepts",
    "assert_conforms",
    "assert_handler_conforms",
    "assert_rejects",
    "assert_survives",
    "check_handler",
    "envelope",
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
    return sorted({*globals(), *__all__})
