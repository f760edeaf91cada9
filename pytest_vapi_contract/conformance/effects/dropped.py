"""Events that are taken for repeats of an earlier one of their type and call, and dropped."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .calls import CallEvent, CallEvents
from .survey import FoundEffect, Shrinker, Survey, SurveyedCall, found

#: What says that an event is another one: its status, or what was said.
STATUS, SAID = "status", "transcript"


@dataclass(frozen=True, kw_only=True, slots=True)
class DroppedEvents:
    """Looks for events with no effect in a call that have one without the earlier events of their type."""

    survey: Survey

    def of_type(self, type: str) -> Iterator[FoundEffect]:
        """
        The first such event of a type.

        A state that has the status of the first event, and never that of a later one, is wrong. One that has
        what was said first may be meant to: that is a note.
        """
        for call in self.survey.calls:
            for earlier, event in _pairs(call, type):
                others = tuple(each for each in call.before(event) if each.type != type)
                if self._is_dropped(others, earlier, event):
                    yield self._shown(others, earlier, event)
                    return

    def _is_dropped(
        self, others: CallEvents, earlier: CallEvent, event: CallEvent, *, hasty: bool = False
    ) -> bool:
        """Whether the state tells an event after others, and not with the earlier one among them."""
        end, told = self.survey.player.end_of, repr(_content(event))
        alone = repr(end((*others, event), hasty=hasty))
        if told not in alone:
            return False
        without, both = (repr(end((*others, earlier, *last), hasty=hasty)) for last in ((), (event,)))
        return without == both != repr(None) and told not in both

    def _shown(self, others: CallEvents, earlier: CallEvent, event: CallEvent) -> FoundEffect:
        shrinker = Shrinker(fails=lambda events: self._is_dropped(events, earlier, event, hasty=True))
        seen = self.survey.player.play((*shrinker.fewest(others), earlier, event))
        is_note = STATUS not in event.message
        return found("dropped", seen[-1], seen, {"what": earlier.label}, is_note=is_note)


def _pairs(call: SurveyedCall, type: str) -> Iterator[tuple[CallEvent, CallEvent]]:
    """The one event of a type with an effect, with each later one that says something else."""
    seen = [each for each in call.seen if each.event.type == type and each.accepted]
    effective = [each for each in seen if each.changes]
    if len(effective) != 1:
        return  # whoever acts on some of several may well pass over others
    [first] = effective
    told = {_content(first.event), ""}
    for each in seen[seen.index(first) + 1 :]:
        if _content(each.event) not in told:
            told.add(_content(each.event))
            yield first.event, each.event


def _content(event: CallEvent) -> str:
    content = event.message.get(STATUS, event.message.get(SAID))
    return content if isinstance(content, str) else ""
