"""
Rules over exchanges: what a handler must do, and what is reported when it does not.
"""

from .again import again
from .assertions import assert_accepts, assert_conforms, assert_rejects, assert_survives
from .case import Case, Category
from .explanation import Explainer, merged, united
from .finding import Finding
from .odd import ODD, concerns
from .order import FIRST, in_order
from .report import Report, Skip, counted
from .rules import CHECKS, DEFAULT, Check, OnInvalid, Rule, selected

__all__ = [
    "CHECKS",
    "DEFAULT",
    "FIRST",
    "ODD",
    "Case",
    "Category",
    "Check",
    "Explainer",
    "Finding",
    "OnInvalid",
    "Report",
    "Rule",
    "Skip",
    "again",
    "assert_accepts",
    "assert_conforms",
    "assert_rejects",
    "assert_survives",
    "concerns",
    "counted",
    "in_order",
    "merged",
    "selected",
    "united",
]
