"""
What a report says, as data and lines: enough to tell it in another process than that of the run.

It imports nothing of what a run needs: with xdist, most processes of a session only tell what one has found.
"""

from .json_report import summary_of, write_json
from .junit_properties import properties_of
from .rendered_report import RenderedFinding, RenderedReport

__all__ = [
    "RenderedFinding",
    "RenderedReport",
    "properties_of",
    "summary_of",
    "write_json",
]
