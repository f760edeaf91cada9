"""Look for a conversation that a handler gets wrong, and make it as short as possible."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from math import inf

from ...clock import now, own_time
from ...conversations import Event
from ...errors import ContractError
from ..budget import SEARCH_TIME, SHRINKING_TIME
from ..probes import ProbeLost
from ..sender import NoTimeLeft
from .conversations import TurnConversation, draw, prepared, without_records
from .play import AT_ONCE, Kind, TurnFault, TurnPlayer
from .schedule_names import Schedule
from .schedules import BY_NAME, together

#: What is said where the search for a shorter conversation had no more time,
HURRIED = "the search for a shorter conversation ended early"
#: where shorter ones may go wrong only for what this one has left behind,
LEAVING = "shorter ones may go wrong only after it: pass `reset` to have the shortest"
#: and where that may be so of this one, too.
LEFT = "after other conversations, and maybe only then: pass `reset` to see it alone"
#: What a handler with one text for all turns has when a conversation is played again.
LEFT_OVER: Kind = ("text", "left over")


@dataclass(frozen=True, kw_only=True, slots=True)
class TurnSearch:
    """
    Plays conversations until one goes wrong, in the order of how plain they are.

    Each method raises what `TurnPlayer` raises.
    """

    player: TurnPlayer
    seed: int = 0
    schedules: tuple[Schedule, ...] = ()
    at_once: bool = True  #: Whether the handler may get several requests at the same time.

    def in_order(self) -> TurnFault | None:
        """Play what is prepared, in order. A refusal counts only if no text is wrong anywhere."""
        refused: TurnFault | None = None
        for conversation in prepared(self.seed):
            fault = self.player.play(conversation)
            self.player.notes.was_right |= fault is None
            if fault is not None and fault.turn is not None:
                return fault
            if fault is not None and fault.exchange.timed_out:
                return fault
            refused = refused or fault
        return refused

    def otherwise(self) -> Iterator[TurnFault]:
        """Play what is delivered at once, and as the user asks; yield the first fault of each schedule."""
        schedules = [*([together] if self.at_once else []), *(BY_NAME[name] for name in self.schedules)]
        for schedule in schedules:
            fault = self._first(schedule(self.seed))
            if fault is not None:
                yield fault

    def drawn(self, most: float = inf) -> tuple[TurnFault | None, int]:
        """
        Play random conversations; return the first fault, and how many were played.

        They end after `SEARCH_TIME` seconds of the process's own, and after `most` seconds in any case.
        """
        over, until = own_time() + SEARCH_TIME, now() + most
        played, faults = [0], list[TurnFault]()

        def use(conversation: TurnConversation) -> bool:
            faults.extend(filter(None, [self.player.play(conversation)]))
            played[0] += 1
            return not faults and now() < until and own_time() < over

        draw(self.seed, use)
        return (faults[0] if faults else None), played[0]

    def shortest(self, fault: TurnFault) -> TurnFault:
        """
        Leave out events, many at once first, while a fault of the same kind stays.

        What goes wrong by chance stays as it is.
        """
        if fault.schedule in AT_ONCE:
            return fault
        smallest = self._bare(self._shrunk(fault))
        if smallest is not fault and self.player.notes.is_late:
            # Work may go on after a reply: only a text that is wrong when all is done is a fault.
            again = self._again(smallest.conversation, fault)
            smallest = replace(again, reservation=smallest.reservation) if again else fault
        return smallest if self._stands_alone(smallest, fault) else _with_reservation(fault)

    def _stands_alone(self, smallest: TurnFault, fault: TurnFault) -> bool:
        """
        Whether the smallest fault is none of what the conversations before it have left behind.

        The shortest conversation of all, which was right once, has to be right again, and the fault to stay.
        """
        player = self.player
        if not player.notes.was_right or player.sender.reset is not None or fault.turn is None:
            return True
        if smallest is fault and len(fault.steps) > 1:
            return True
        [plain, *_] = prepared(self.seed)
        try:
            is_right = player.play(plain._replace(events=plain.events[:1])) is None
        except (ProbeLost, NoTimeLeft, ContractError):
            return False
        return is_right and self._again(smallest.conversation, fault) is not None

    def _shrunk(self, fault: TurnFault) -> TurnFault:
        over, sender = own_time() + SHRINKING_TIME, self.player.sender
        size = max(1, len(fault.steps) // 2)
        while sender.left > 0 and own_time() < over:
            before, at = len(fault.steps), 0
            while at < len(fault.steps) and sender.left > 0 and own_time() < over:
                events = fault.conversation.events
                shorter = fault.conversation._replace(events=events[:at] + events[at + size :])
                smaller = self._again(shorter, fault, pauses=(0.05,))
                at, fault = (at, smaller) if smaller else (at + size, fault)
            if size == 1 and len(fault.steps) == before:
                return fault
            size = max(1, size // 2)
        return replace(fault, reservation=HURRIED)

    def _bare(self, fault: TurnFault) -> TurnFault:
        """The fault with messages that have no records such as `call`, if it does not need them."""
        events = tuple(Event(event.at, without_records(event.message)) for event in fault.conversation.events)
        if not self._repeats(fault.conversation._replace(events=events), fault):
            return fault
        bare = (replace(step, event=event) for step, event in zip(fault.steps, events, strict=True))
        return replace(fault, steps=tuple(bare))

    def _repeats(self, conversation: TurnConversation, fault: TurnFault) -> bool:
        """
        Whether other messages show the same fault.

        One text for all turns has what was left over, and with each conversation it gets longer.
        """
        again = self._again(conversation, fault, also=(LEFT_OVER,), pauses=(0.05,))
        if again is None or again.kind == fault.kind:
            return again is not None
        more = self._again(conversation, fault, also=(LEFT_OVER,), pauses=(0.05,))
        return more is not None and more.steps[-1].read != again.steps[-1].read

    def _again(
        self,
        conversation: TurnConversation,
        fault: TurnFault,
        *,
        also: Iterable[Kind] = (),
        **options: Iterable[float],
    ) -> TurnFault | None:
        """The fault in a shorter conversation, if it is of the same kind."""
        try:
            again = self.player.play(conversation, **options)
        except (ProbeLost, NoTimeLeft, ContractError):
            return None
        return again if again and again.kind in (fault.kind, *also) else None

    def _first(self, conversations: Iterable[TurnConversation]) -> TurnFault | None:
        return next(filter(None, map(self.player.play, conversations)), None)


def _with_reservation(fault: TurnFault) -> TurnFault:
    """The fault as it was found; what was right after its first events was not left behind by others."""
    return replace(fault, reservation=LEAVING if len(fault.steps) > 1 else LEFT)
