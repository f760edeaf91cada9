"""Rules over exchanges: what a handler must do, and what is reported when it does not."""

from ..cases.skip import Skip, counted, counted_findings
from ..report_data.severity import SEVERITIES, Severity, rank_of
from .all_checks import CHECKS, DEFAULT, OnInvalid, selected
from .applicability import ODD, concerns, has_cases, types_of
from .assertions import assert_accepts, assert_answers, assert_conforms, assert_rejects, assert_survives
from .check import Check
from .codes import CODES, Code
from .deduplication import once
from .difference import DifferenceFinder
from .finding import Finding
from .latency import Latency, TypeLatency
from .merging import merged, total, united
from .report import Report
from .reproduction import again
from .state import Effect, Reset, State
from .titles import plainest_first, worded
from .turns import Read

__all__ = [
    "CHECKS",
    "CODES",
    "DEFAULT",
    "ODD",
    "SEVERITIES",
    "Check",
    "Code",
    "DifferenceFinder",
    "Effect",
    "Finding",
    "Latency",
    "OnInvalid",
    "Read",
    "Report",
    "Reset",
    "Severity",
    "Skip",
    "State",
    "TypeLatency",
    "again",
    "assert_accepts",
    "assert_answers",
    "assert_conforms",
    "assert_rejects",
    "assert_survives",
    "concerns",
    "counted",
    "counted_findings",
    "has_cases",
    "merged",
    "once",
    "plainest_first",
    "rank_of",
    "selected",
    "total",
    "types_of",
    "united",
    "worded",
]
