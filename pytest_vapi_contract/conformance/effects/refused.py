"""Events that are refused for what an earlier event of their call has left."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ..rate_limit import is_one_of_too_many
from .calls import CallEvent, CallEvents
from .play import ObservedEvent
from .survey import FoundEffect, Shrinker, Survey, found


@dataclass(frozen=True, kw_only=True, slots=True)
class RefusedEvents:
    """Looks for events that are refused in a call, although they are accepted alone."""

    survey: Survey

    def of_type(self, type: str) -> Iterator[FoundEffect]:
        """The first such event of a type."""
        for call in self.survey.calls:
            for each in call.seen:
                before = call.before(each.event)
                if each.event.type == type and _is_refused(each) and self._is_for_others(before, each.event):
                    yield self._shown(before, each.event)
                    return

    def _is_for_others(self, before: CallEvents, event: CallEvent) -> bool:
        """Whether an event is refused after others once more, and not alone."""
        *_, alone = self.survey.player.play((event,))
        return alone.accepted and self._is_refused_after(before, event)

    def _is_refused_after(self, before: CallEvents, event: CallEvent) -> bool:
        *_, last = self.survey.player.play((*before, event))
        return _is_refused(last)

    def _shown(self, before: CallEvents, event: CallEvent) -> FoundEffect:
        """The fewest events that show it, with the exception behind the reply, if there is one."""
        fewest = Shrinker(fails=lambda events: self._is_refused_after(events, event)).fewest(before)
        seen = self.survey.player.play((*fewest, event))
        exchange = self.survey.player.sender.watched_again(seen[-1].exchange, event.type)
        seen[-1] = replace(seen[-1], exchange=exchange)
        return found("refused later", seen[-1], seen, {"what": seen[-2].event.label})


def _is_refused(each: ObservedEvent) -> bool:
    return not (each.accepted or each.exchange.timed_out or is_one_of_too_many(each.exchange))
