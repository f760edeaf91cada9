"""Rules over exchanges: what a handler must do. What they find is in `findings`."""

from ..findings.latency import Latency, TypeLatency
from .all_checks import CHECKS, DEFAULT, OnInvalid, selected
from .applicability import ODD, concerns, has_cases, types_of
from .assertions import assert_accepts, assert_answers, assert_conforms, assert_rejects, assert_survives
from .check import Check
from .state_probe import Effect, Reset, State
from .turns import Read

__all__ = [
    "CHECKS",
    "DEFAULT",
    "ODD",
    "Check",
    "Effect",
    "Latency",
    "OnInvalid",
    "Read",
    "Reset",
    "State",
    "TypeLatency",
    "assert_accepts",
    "assert_answers",
    "assert_conforms",
    "assert_rejects",
    "assert_survives",
    "concerns",
    "has_cases",
    "selected",
    "types_of",
]
