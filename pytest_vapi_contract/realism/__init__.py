"""Realistic values: what is in a field when Vapi fills it in. `fields` is the one table of them."""

from . import makers, words
from .field_lookup import field_of, kind_of, names_of
from .values import believable_values, is_open, realistic_values

__all__ = [
    "believable_values",
    "field_of",
    "is_open",
    "kind_of",
    "makers",
    "names_of",
    "realistic_values",
    "words",
]
