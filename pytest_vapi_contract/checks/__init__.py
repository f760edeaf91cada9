"""
Rules over exchanges: what a handler must do, and what is reported when it does not.
"""

from .again import again
from .assertions import assert_accepts, assert_conforms, assert_rejects, assert_survives
from .case import Case, Category
from .explanation import Explainer, merged, united
from .finding import Finding
from .odd import ODD, concerns, has_cases, types_of
from .once import once
from .order import ACTED_ON, FIRST, in_order
from .report import Report, Skip, counted, counted_findings
from .rules import Check, Rule
from .severity import SEVERITIES, Severity, rank_of
from .state import Effect, Reset, State
from .table import CHECKS, DEFAULT, OnInvalid, selected
from .wording import plainest_first, worded

__all__ = [
    "ACTED_ON",
    "CHECKS",
    "DEFAULT",
    "FIRST",
    "ODD",
    "SEVERITIES",
    "Case",
    "Category",
    "Check",
    "Effect",
    "Explainer",
    "Finding",
    "OnInvalid",
    "Report",
    "Reset",
    "Rule",
    "Severity",
    "Skip",
    "State",
    "again",
    "assert_accepts",
    "assert_conforms",
    "assert_rejects",
    "assert_survives",
    "concerns",
    "counted",
    "counted_findings",
    "has_cases",
    "in_order",
    "merged",
    "once",
    "plainest_first",
    "rank_of",
    "selected",
    "types_of",
    "united",
    "worded",
]
