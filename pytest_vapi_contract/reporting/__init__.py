"""
What a run has found, for people and for programs.
"""

from .document import summary_of, united_json, write_json
from .progress import progress_on
from .terminal import show

__all__ = ["progress_on", "show", "summary_of", "united_json", "write_json"]
