"""How each step of a run is sent: `WAYS` has a line for each category of cases."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from ..case_sources.malformed import unframed
from ..case_sources.requests import request_to
from ..cases.case import Case, Category
from ..checks import Effect, has_cases
from ..checks.check import TYPELESS
from ..delivery import Exchange
from ..findings import Skip
from . import budget
from .case_source import CaseSource
from .concurrency import at_once
from .guard import guarded
from .judging import Judging
from .plan import MANY, Stage
from .preflight import Preflight
from .random_search import Draw
from .redelivery import twice
from .sender import HANGING, Sender
from .turns.schedule_names import Schedule

if TYPE_CHECKING:  # only a run with `state` plays calls, and only one with `read` conversations
    from .effects.search import EffectSearch

NO_TIME = "the time budget was used up"
NOT_BACK = "some of them got no response, not even an error"


@dataclass(kw_only=True, slots=True)
class StageSender:
    """Sends what a step has to send, and has what comes of it judged."""

    sender: Sender
    case_source: CaseSource
    judging: Judging
    budget: budget.Budget
    preflight: Preflight
    draw: Draw
    effects: "Callable[[], EffectSearch]"
    schedules: tuple[Schedule, ...] = ()  #: How else conversations are delivered than in order.
    types: tuple[str, ...] = ()  #: The message types of the report that is being made.
    #: The kinds of messages of which no more is sent, in a run that takes its steps in rounds.
    ended: set[tuple[Category, str]] = field(default_factory=set[tuple[Category, str]])

    def send(self, stage: Stage) -> list[Skip]:
        """Send a step; what was not sent of it. An error of ours ends the step, and not the run."""
        skips: list[Skip] = []
        with guarded(str(stage), self.judging.failing, essential=stage.essential > 0) as failures:
            for skip in way_of(stage)(self, stage):
                skips.append(skip)  # noqa: PERF402 - one by one: what was said before an error counts
        return [*skips, *failures]

    @property
    def why_not(self) -> str:
        """Why nothing more is sent."""
        return self.sender.stopped or NO_TIME

    def prepared(self, stage: Stage) -> Iterator[Skip]:
        """Send prepared messages, one after the other; the first that is not answered in time ends it."""
        cases = iter(self.budget.kept(self._cases(stage), stage.essential))
        for number, skip in enumerate(self._tried(cases), start=1):
            if skip is not None:
                sent = number if skip.why == HANGING else number - 1
                yield replace(skip, essential=sent < stage.essential)
                self.ended.add((stage.category, stage.type))
                break
        if stage.round == 1:
            yield from self.case_source.unproven(stage.category, stage.type)

    def odd_requests(self, stage: Stage) -> Iterator[Skip]:
        """Send requests that are odd as HTTP, as far as this handler takes them."""
        if stage.round == 1:
            yield from unframed(self.sender.handler)
        yield from self.prepared(stage)

    def late(self, stage: Stage) -> Iterator[Skip]:
        """Send what a server may wait with, and do not wait long; each, whatever comes of the others."""
        self.sender.most = budget.LATE_WAIT
        try:
            for case in self._cases(stage):
                skip = self._try(case)
                if skip is not None and skip.why != HANGING:
                    yield skip
                    return
        finally:
            self.sender.most = float("inf")

    def drawn(self, stage: Stage) -> Iterator[Skip]:
        """Send what is drawn at random."""
        skips: list[Skip] = []

        def use(case: Case) -> bool:
            skip = self._try(case)
            skips.extend([skip] if skip else [])
            return skip is None

        self.draw(stage, self.case_source.contract, self.case_source.seed, use)
        yield from skips

    def crowds(self, stage: Stage) -> Iterator[Skip]:
        """Send several messages at the same time."""
        types = self.types[: budget.CROWDED_TYPES] if self.sender.slow else self.types
        if not at_once(self.sender, types, self.case_source.fresh(), self.judging.judge):
            why_not = self.why_not if self.sender.left <= 0 else NOT_BACK
            why = HANGING if self.sender.hangs else why_not
            yield Skip(what=f"the rest of the {MANY[stage.category]}", why=why)

    def redelivered(self, stage: Stage) -> Iterator[Skip]:
        """Send a few messages twice."""
        most = budget.REDELIVERED_SLOWLY if self.sender.slow else budget.REDELIVERED
        twice(self.sender, self.case_source.distinct(stage.type), self.judging.judge, most)
        yield from ()

    def turns(self, stage: Stage) -> Iterator[Skip]:
        """Play conversations, and read the text of each turn."""
        from .turns.play import TurnPlayer  # noqa: PLC0415
        from .turns.search import TurnSearch  # noqa: PLC0415
        from .turns.stage import TurnStage  # noqa: PLC0415

        search = TurnSearch(
            player=TurnPlayer(sender=self.sender),
            seed=self.case_source.seed,
            schedules=self.schedules,
            at_once=has_cases("concurrency", self.sender.handler),
        )
        step = TurnStage(search=search, sender=self.sender, judging=self.judging)
        return step.drawn() if stage.drawn else step.prepared(NO_TIME)

    def calls(self, stage: Stage) -> Iterator[Skip]:
        """Play calls, and see what the events of a type do to the state."""
        yield from self.effects().judge_type(stage.type, self.judging.judge)

    def _cases(self, stage: Stage) -> Iterable[Case]:
        if stage.shared:
            return self.case_source.shared_out(stage.type, stage.limit)
        if stage.round > 1 and (stage.category, stage.type) in self.ended:
            return ()
        cases = self.case_source.cases_of(stage.category, stage.type)
        if stage.category == "http":
            cases = (case for case in cases if self._is_framed(case) is stage.late)
        return islice(cases, stage.sent, stage.limit)

    def _is_framed(self, case: Case) -> bool:
        return request_to(self.sender.handler, case).framing is not None

    def _tried(self, cases: Iterator[Case]) -> Iterator[Skip | None]:
        """Send cases and have them judged, several at a time where that is quicker; the skip for each."""
        while True:
            several = self.sender.can_put_each and not self.sender.slow
            group: list[Case] = []
            for case in islice(cases, budget.BATCH if several else 1):
                group.append(case)
                if self.sender.left <= 0:
                    break
            if not group:
                return
            yield from self._try_each(group) if len(group) > 1 else [self._try(group[0])]

    def _try_each(self, cases: Sequence[Case]) -> Iterator[Skip | None]:
        """Send cases one after the other, and have them judged then."""
        known = [self.preflight.taken(case) for case in cases]
        new = [case for case, seen in zip(cases, known, strict=True) if seen is None]
        exchanges: list[Exchange] = []
        try:
            handler = self.sender.handler
            self.sender.put_each([(request_to(handler, case), case.type) for case in new], exchanges)
        except (KeyboardInterrupt, SystemExit):
            for case, exchange in zip(new, exchanges, strict=False):
                self.judging.judge(case, exchange)
            raise
        came = iter(exchanges)
        for case, seen in zip(cases, known, strict=True):
            yield self._judged(case, *(seen or (next(came, None), None)))

    def _try(self, case: Case) -> Skip | None:
        """Send a case and have it judged; a skip, if no more of its kind can be sent."""
        seen = self.preflight.taken(case)
        return self._judged(
            case, *(seen or self.sender.watch(request_to(self.sender.handler, case), case.type))
        )

    def _judged(self, case: Case, exchange: Exchange | None, effect: Effect | None) -> Skip | None:
        """Have a case judged; a skip, if no more of its kind can be sent."""
        if exchange is None:
            return Skip(what=_rest_of(case), why=self.why_not)
        is_known = self.sender.is_late(exchange, case.type) or not exchange.timed_out
        if is_known and not exchange.unsent:
            self.judging.judge(case, self.sender.looked_into(case, exchange), effect)
        if not exchange.timed_out:
            return None
        return Skip(what=_rest_of(case), why=HANGING)


def _rest_of(case: Case) -> str:
    """What is left to send when nothing more like a case is sent."""
    rest = f"the rest of the {MANY[case.category]}"
    return rest if case.category in TYPELESS else f"{rest} ({case.type})"


Way = Callable[[StageSender, Stage], Iterator[Skip]]

#: How what is prepared of each category is sent.
WAYS: Mapping[Category, Way] = {
    "turns": StageSender.turns,
    "conforming": StageSender.prepared,
    "observed": StageSender.prepared,
    "arguments": StageSender.prepared,
    "bad-arguments": StageSender.prepared,
    "documented": StageSender.prepared,
    "mutation": StageSender.prepared,
    "disputed": StageSender.prepared,
    "forward-compatibility": StageSender.prepared,
    "text": StageSender.prepared,
    "http": StageSender.odd_requests,
    "credentials": StageSender.prepared,
    "replay": StageSender.prepared,
    "redelivery": StageSender.redelivered,
    "call": StageSender.calls,
    "concurrency": StageSender.crowds,
}


def way_of(stage: Stage) -> Way:
    """How a step is sent: what is drawn at random, and what a server may wait with, in ways of their own."""
    if stage.drawn and stage.category != "turns":
        return StageSender.drawn
    return StageSender.late if stage.late else WAYS[stage.category]
