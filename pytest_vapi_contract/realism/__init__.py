"""
Plausible values: what stands in a field when Vapi fills it in.
"""

from . import makers, words
from .fields import kind_of, names_of
from .values import believable_values, is_open, realistic_values

__all__ = ["believable_values", "is_open", "kind_of", "makers", "names_of", "realistic_values", "words"]
