"""
How large a message is: the one knob for size.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

DetailName: TypeAlias = Literal["minimal", "typical", "rich"]


@dataclass(frozen=True, kw_only=True, slots=True)
class Detail:
    """
    How much of what is optional a message holds.
    """

    optional: tuple[float, ...]  #: optional properties of one record, on average, from the message downwards
    length: int  #: items of one list, at the most
    wild: float  #: share of strings and numbers that are arbitrary rather than plausible


DETAILS: Mapping[DetailName, Detail] = {
    "minimal": Detail(optional=(), length=0, wild=0.25),
    "typical": Detail(optional=(6, 4.5, 1.5, 0.6), length=3, wild=0.15),
    "rich": Detail(optional=(7, 9, 6, 4, 2, 1), length=6, wild=0.15),
}
