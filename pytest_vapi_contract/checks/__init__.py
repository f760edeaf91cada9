"""
Rules over exchanges: what a handler must do, and what is reported when it does not.
"""

from ..cases.skip import Skip, counted
from .all_checks import CHECKS, DEFAULT, OnInvalid, selected
from .applicability import ODD, concerns, has_cases, types_of
from .assertions import assert_accepts, assert_conforms, assert_rejects, assert_survives
from .check import Check, Rule
from .deduplication import once
from .difference import DifferenceFinder, merged, united
from .finding import Finding
from .report import Report
from .reproduction import again
from .state import Effect, Reset, State
from .titles import plainest_first, worded

__all__ = [
    "CHECKS",
    "DEFAULT",
    "FIRST",
    "ODD",
    "Case",
    "Category",
    "Check",
    "DifferenceFinder",
    "Effect",
    "Finding",
    "OnInvalid",
    "Report",
    "Reset",
    "Rule",
    "Skip",
    "State",
    "again",
    "assert_accepts",
    "assert_conforms",
    "assert_rejects",
    "assert_survives",
    "concerns",
    "counted",
    "has_cases",
    "in_order",
    "merged",
    "once",
    "plainest_first",
    "selected",
    "types_of",
    "united",
    "worded",
]
