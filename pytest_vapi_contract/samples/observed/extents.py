"""
How much of a conversation a message of a type has behind it, so that its size is as in captured traffic.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from ...detail import DetailName
from ..detail import DETAILS, Detail


@dataclass(frozen=True, slots=True)
class Extent:
    """
    How long the dialogue is at the time of a message, and how long the prompt of the assistant.
    """

    entries: tuple[int, int]  #: of the dialogue, at the least and at the most
    rules: int  #: sentences of the prompt


#: Where nothing is told for a type.
DURING: Mapping[DetailName, Extent] = {
    "minimal": Extent((3, 5), 6),
    "typical": Extent((7, 9), 10),
    "rich": Extent((15, 17), 12),
}
#: What is sent before anybody has spoken.
BEFORE: Mapping[DetailName, Extent] = {
    "minimal": Extent((0, 0), 2),
    "typical": Extent((0, 0), 8),
    "rich": Extent((0, 0), 12),
}
#: Status updates stay small: those that tell that a call is over are about short calls.
STATUS: Mapping[DetailName, Extent] = {
    "minimal": Extent((0, 0), 2),
    "typical": Extent((2, 3), 5),
    "rich": Extent((2, 3), 9),
}
#: A message in which the dialogue stands a second time.
TWICE: Mapping[DetailName, Extent] = {
    "minimal": Extent((2, 4), 4),
    "typical": Extent((6, 9), 8),
    "rich": Extent((16, 20), 12),
}
REPORT: Mapping[DetailName, Extent] = {
    "minimal": Extent((2, 4), 3),
    "typical": Extent((20, 36), 10),
    "rich": Extent((90, 110), 12),
}
EXTENTS: Mapping[str, Mapping[DetailName, Extent]] = {
    "assistant-request": BEFORE,
    "assistant.started": BEFORE,
    "call.endpointing.request": TWICE,
    "conversation-update": TWICE,
    "end-of-call-report": REPORT,
    "knowledge-base-request": TWICE,
    "status-update": STATUS,
}


def extent(type: str, detail: DetailName) -> Extent:
    """
    Say how long the dialogue of a message is.
    """
    return EXTENTS.get(type, DURING)[detail]


@lru_cache(maxsize=256)
def detail_of(type: str, detail: DetailName) -> Detail:
    """
    Say how much a message holds whose dialogue is that long; what no call decides is as in a typical one.
    """
    drawn = DETAILS["minimal" if detail == "minimal" else "typical"]
    return replace(drawn, turns=extent(type, detail).entries)
