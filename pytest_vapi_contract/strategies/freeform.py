"""
Strategies for what the contract leaves open: any JSON, and any JSON object.
"""

from __future__ import annotations

from copy import deepcopy
from functools import partial
from typing import Any

from hypothesis import strategies as st

from ..shapes import Record
from .parts import Late

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

USUAL_OBJECTS = tuple(
    Late(st.builds(partial(deepcopy, value)))
    for value in (
        {},
        {"id": "4f1c"},
        {"tier": "gold", "visits": 3, "vip": True},
        {
            "customerName": "Ada Brandt",
            "appointment": {"day": "Tuesday", "hour": 15},
            "tags": ["new", "callback"],
        },
    )
)


def any_json() -> Value:
    """
    Draw any JSON value.
    """
    return _JSON


def any_object(shape: Record) -> Value:
    """
    Draw any JSON object without the names that the shape forbids, of JSON values that may be nested.
    """
    if shape.is_free_form:
        return _OBJECTS
    names = _KEYS.filter(lambda name: name not in shape.forbidden) if shape.forbidden else _KEYS
    most = max(3, shape.min_properties) if shape.max_properties is None else shape.max_properties
    return st.dictionaries(names, _JSON, min_size=shape.min_properties, max_size=most)
