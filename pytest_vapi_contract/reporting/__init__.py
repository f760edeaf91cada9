"""
What a run has found, for people and for programs.

What needs `rich` is in `terminal` and `progress`, and is imported from there.
"""

from .exchange import told_exchange
from .github import annotations
from .json_report import report_schema, summary_of, united_json, warning_of, write_json
from .junit import properties_of
from .replay import told_replay
from .told_report import ToldFinding, ToldReport, told_report, united

__all__ = [
    "ToldFinding",
    "ToldReport",
    "annotations",
    "properties_of",
    "report_schema",
    "summary_of",
    "told_exchange",
    "told_replay",
    "told_report",
    "united",
    "united_json",
    "warning_of",
    "write_json",
]
