"""
Strategies for what the contract leaves open: any JSON, and any JSON object.
"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

Value = st.SearchStrategy[Any]

_SCALARS: Value = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**53), 2**53),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8"), max_size=20),
)
_KEYS = st.text(st.characters(codec="utf-8"), max_size=10)
_JSON: Value = st.recursive(
    _SCALARS,
    lambda parts: st.lists(parts, max_size=3) | st.dictionaries(_KEYS, parts, max_size=3),
    max_leaves=6,
)
_OBJECTS: Value = st.dictionaries(_KEYS, _JSON, max_size=3)


def any_json() -> Value:
    """
    Draw any JSON value.
    """
    return _JSON


def any_object() -> Value:
    """
    Draw any JSON object, of JSON values that may be nested.
    """
    return _OBJECTS
