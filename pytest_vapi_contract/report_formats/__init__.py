"""
What a report says, as data and lines: enough to tell it in another process than that of the run.

It imports nothing of what a run needs: with xdist, most processes of a session only tell what one has found.
"""

from .json_report import summary_of, write_json
from .junit_properties import properties_of
from .told_report import ToldFinding, ToldReport

__all__ = [
    "ToldFinding",
    "ToldReport",
    "properties_of",
    "summary_of",
    "write_json",
]
