"""The events that show a fault in an effect, as a table."""

from __future__ import annotations

from collections.abc import Sequence

from ...findings.conversation import columns
from ...masking.mask import Masks, hide
from ..budget import MOST_EVENTS
from .play import ObservedEvent

UNCHANGED = "unchanged"


def effect_table(seen: Sequence[ObservedEvent], masks: Masks = ()) -> tuple[str, ...]:
    """Return a table of events, each with its time, how it was sent, and what it changes in the state."""
    several = len({each.event.call for each in seen}) > 1
    forms = any(each.event.form for each in seen)
    rows = [
        (
            f"{each.event.at:.2f}",
            *([f"call {each.event.call}"] if several else []),
            each.event.label,
            *([each.event.form or "as Vapi sends it"] if forms else []),
            hide(each.told, masks) if each.changes else UNCHANGED,
        )
        for each in seen[-MOST_EVENTS:]
    ]
    headings = (
        "time",
        *(["call"] if several else []),
        "event",
        *(["sent"] if forms else []),
        "state",
    )
    return tuple(f"  {line}" for line in columns([headings, *rows]))
