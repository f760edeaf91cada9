"""
What a run has found, for people and for programs.

What needs `rich` is in `terminal` and `progress`, and is imported from there.
"""

from .exchange import told_exchange
from .github import annotations
from .replay import told_replay
from .report_texts import rendered_report
from .schema import report_schema

__all__ = ["annotations", "rendered_report", "report_schema", "told_exchange", "told_replay"]
