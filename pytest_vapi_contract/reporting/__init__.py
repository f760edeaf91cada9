"""
What a run has found, for people and for programs.

What needs `rich` is in `terminal` and `progress`, and is imported from there.
"""

from .document import summary_of, united_json, write_json

__all__ = ["summary_of", "united_json", "write_json"]
