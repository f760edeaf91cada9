"""What checks find: one cause is one finding, with what decides; and the report of a run."""

from ..cases.skip import Skip, counted, counted_findings
from ..report_formats.severity_order import SEVERITIES, Severity, rank_of
from .codes import CODES, Code
from .deduplication import once
from .difference_finder import DifferenceFinder
from .finding import Finding
from .latency import Latency, TypeLatency
from .merge_findings import merged, total, united
from .report import Report
from .reproduction import again
from .titles import plainest_first, worded

__all__ = [
    "CODES",
    "SEVERITIES",
    "Code",
    "DifferenceFinder",
    "Finding",
    "Latency",
    "Report",
    "Severity",
    "Skip",
    "TypeLatency",
    "again",
    "counted",
    "counted_findings",
    "merged",
    "once",
    "plainest_first",
    "rank_of",
    "total",
    "united",
    "worded",
]
