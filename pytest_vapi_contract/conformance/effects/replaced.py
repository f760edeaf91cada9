"""What was said earlier in a call, and is replaced by what is said later."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from textwrap import shorten

from ..budget import LEAST_TEXT
from .calls import CallEvent, CallEvents
from .survey import FoundEffect, Shrinker, Survey, SurveyedCall, found

#: The type that says what was said: all of its messages count that are final.
TRANSCRIPT, FINAL = "transcript", "final"


@dataclass(frozen=True, kw_only=True, slots=True)
class ReplacedEvents:
    """Looks for what was said and is gone from the state when the same speaker goes on."""

    survey: Survey

    def of_type(self, type: str) -> Iterator[FoundEffect]:
        """The first such message. A state may be meant for what was said last, so it is a note."""
        for call in self.survey.calls if type == TRANSCRIPT else ():
            for earlier, later in _pairs(call):
                others = tuple(each for each in call.before(later) if each.type != TRANSCRIPT)
                if self._is_replaced(others, earlier, later):
                    yield self._shown(others, earlier, later)
                    return

    def _is_replaced(
        self, others: CallEvents, earlier: CallEvent, later: CallEvent, *, hasty: bool = False
    ) -> bool:
        """Whether the state has the one text, and then only the other."""
        end = self.survey.player.end_of
        once = repr(end((*others, earlier), hasty=hasty))
        both = repr(end((*others, earlier, later), hasty=hasty))
        return _said(earlier) in once and _said(earlier) not in both and _said(later) in both

    def _shown(self, others: CallEvents, earlier: CallEvent, later: CallEvent) -> FoundEffect:
        shrinker = Shrinker(fails=lambda events: self._is_replaced(events, earlier, later, hasty=True))
        seen = self.survey.player.play((*shrinker.fewest(others), earlier, later))
        noted = f'the state has no "{shorten(_said(earlier), 60)}" any more'
        return found("replaced", seen[-1], seen, {}, noted=noted, is_note=True)


def _pairs(call: SurveyedCall) -> Iterator[tuple[CallEvent, CallEvent]]:
    """What was said with an effect, with what the same speaker has said next."""
    last: dict[str, CallEvent] = {}
    for each in call.seen:
        if not (each.accepted and each.changes and _said(each.event)):
            continue
        role = str(each.event.message.get("role"))
        if role in last and _said(last[role]) not in _said(each.event):
            yield last[role], each.event
        last[role] = each.event


def _said(event: CallEvent) -> str:
    """What was said; empty if it is not final, or so short that other texts may have it."""
    message = event.message
    text = message.get("transcript") if message.get("transcriptType") == FINAL else None
    return text if isinstance(text, str) and len(text) >= LEAST_TEXT else ""
