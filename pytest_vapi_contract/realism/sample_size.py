"""How much a sample holds."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..detail_names import DetailName


@dataclass(frozen=True, kw_only=True, slots=True)
class SampleDetail:
    """The chances that optional parts are there, and the bounds that keep a message in its size."""

    name: DetailName
    levels: int  #: records within records, before only what is required follows
    room: int  #: records and lists in all, before only what is required follows
    scalars: float  #: how probable an optional string, number or choice is
    containers: float  #: how probable an optional record or list is
    longest: int  #: items of a list, at the most
    turns: tuple[int, int]  #: entries of the dialogue, at the least and at the most


DETAILS: Mapping[DetailName, SampleDetail] = {
    "minimal": SampleDetail(
        name="minimal", levels=0, room=0, scalars=0, containers=0, longest=0, turns=(2, 4)
    ),
    "typical": SampleDetail(
        name="typical", levels=4, room=24, scalars=0.3, containers=0.1, longest=2, turns=(3, 5)
    ),
    "rich": SampleDetail(
        name="rich", levels=5, room=220, scalars=0.7, containers=0.4, longest=3, turns=(24, 44)
    ),
}
