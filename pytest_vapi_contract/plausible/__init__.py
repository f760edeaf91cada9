"""
Plausible values: what stands in a field when Vapi fills it in.
"""

from . import making, words
from .naming import kind_of, names_of
from .values import believable_values, is_open, plausible_values

__all__ = ["believable_values", "is_open", "kind_of", "making", "names_of", "plausible_values", "words"]
