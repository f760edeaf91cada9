"""A search at work: what it tries is sent and judged, and what reaches something new is varied further."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from random import Random

from ..cases.case import Case
from ..clock import now
from ..conformance.budget import FAILURES_REDUCED, TOLD_EVERY
from ..conformance.judging import Failure
from ..conformance.plan import Stage
from ..conformance.progress import ProgressTeller
from ..conformance.stage_sender import StageSender
from ..delivery import Exchange, Handler
from ..delivery.observation.line_tracer import LineTracer
from ..findings import Skip
from ..findings.search_summary import SearchSummary, by_file
from . import Example, Search, Shard, Trial
from .example_store import ExampleStore, Why
from .failure import FuzzFailure, Outcome
from .sent_examples import SentExamples
from .sequence_failure import FuzzSequence, causes_of
from .sequences import joined

#: What tells exchanges from each other: type, category and status.
ExchangeKind = tuple[str, str, int | None]


@dataclass(kw_only=True, slots=True)
class FuzzSearch:
    """Sends what a search tries, until the time is up or enough was sent."""

    search: Callable[[StageSender], Search]  #: Makes the search for what is under way.
    #: Opens what is remembered of a handler; None where nothing is kept.
    remember: Callable[[Handler], ExampleStore | None] = lambda handler: None
    shard: Shard = field(default_factory=Shard)
    tracer: LineTracer | None = None  #: What sees which lines are reached, if anything does.
    most: float = float("inf")  #: The number of exchanges, those of the steps before included.
    tried: int = 0
    kept: int = 0
    outcomes: set[ExchangeKind] = field(default_factory=set[ExchangeKind])
    failures: Counter[Failure] = field(default_factory=Counter[Failure])
    sent: SentExamples = field(default_factory=SentExamples)
    again: int = 0  #: The number of examples that failed in an earlier run, and do so again.
    store: ExampleStore | None = field(default=None, init=False)

    def share(self, steps: Sequence[Stage]) -> list[Stage]:
        """The steps of a run that this part of the search takes."""
        return list(self.shard.share(steps))

    def first(self, stages: StageSender, teller: ProgressTeller) -> Iterator[Skip]:
        """Send what failed in earlier runs, and let it be known if it does not fail any more."""
        self.store = self.remember(stages.sender.handler)
        if self.store is None:
            return
        search = self.search(stages)
        for trial in self._remembered("failing", stages):
            teller.search(trial.doing)
            if self._try(trial, search, stages):
                self.again += 1
            elif stages.sender.left > 0:
                self.store.no_longer_fails(trial.example)
        yield from ()

    def _remembered(self, why: Why, stages: StageSender) -> Iterator[Trial]:
        """What is kept of earlier runs, as far as this run has messages of such types."""
        examples = self.store.examples(why) if self.store else ()
        fitting = (example for example in examples if example.type in stages.types)
        for number, example in enumerate(self.shard.share(fitting)):
            yield Trial(example=example, doing="what failed before", number=number)

    def __call__(self, stages: StageSender, teller: ProgressTeller) -> Iterator[Skip]:
        """Search; say what prevents it from going on."""
        search, sender, told = self.search(stages), stages.sender, 0.0
        for trial in self._remembered("interesting", stages):
            search.keep(trial)
        for trial in search.trials():
            if sender.left <= 0 or sender.exchanges >= self.most:
                break
            if now() - told >= TOLD_EVERY:
                told = now()
                teller.search(trial.doing)
            self._try(trial, search, stages)
        if sender.stopped:
            yield Skip(what="the rest of the search", why=sender.stopped, essential=True)

    @property
    def summary(self) -> SearchSummary:
        """What the search did."""
        return SearchSummary(
            parts=((self.shard.index + 1, self.shard.of),),
            tried=self.tried,
            kept=self.kept,
            again=self.again,
            reached=by_file(self.tracer.lines if self.tracer else ()),
        )

    def skips(self) -> Iterator[Skip]:
        """What is not remembered, and why."""
        if self.store is not None:
            yield from self.store.skips()

    def _try(self, trial: Trial, search: Search, stages: StageSender) -> bool:
        """Send a trial, and have it judged with as few changes as it takes; whether it fails."""
        self.tried += 1
        if trial.example.before:
            return self._try_sequence(trial, search, stages)
        sequence = self._sequence(trial, stages)
        sent = sequence.sent_alone(trial.example)
        if sent is None:
            return False
        case, exchange, effect = sent
        failure = stages.judging.failure(case, exchange, effect)
        if failure is None:
            self.sent.note(trial.example)
            stages.judging.note(case, exchange)
            if self._is_new(case, exchange):
                self._keep(trial, search)
            return False
        self._note_failing(trial.example, failure, sent, sequence)
        return True

    def _try_sequence(self, trial: Trial, search: Search, stages: StageSender) -> bool:
        """Send messages that belong together; whether one of them fails."""
        sequence = self._sequence(trial, stages)
        passed: list[Example] = []
        is_new = False
        for example, case, exchange in sequence.sent(trial.example):
            passed.append(replace(example, before=()))
            failure = stages.judging.failure(case, exchange, None)
            if failure is not None:
                self._note_failing(joined(passed), failure, (case, exchange, None), sequence)
                return True
            self.sent.note(passed[-1])
            stages.judging.note(case, exchange)
            is_new |= self._is_new(case, exchange)
            if stages.sender.exchanges >= self.most:
                break
        if is_new:
            self._keep(replace(trial, example=joined(passed)), search)
        return False

    @staticmethod
    def _sequence(trial: Trial, stages: StageSender) -> FuzzSequence:
        return FuzzSequence(stages=stages, random=Random(trial.number), number=trial.number)

    def _note_failing(
        self, example: Example, failure: Failure, outcome: Outcome, sequence: FuzzSequence
    ) -> None:
        """Count a failure, and have it judged if it is one of the first of its cause."""
        self.failures[failure] += 1
        if self.failures[failure] <= FAILURES_REDUCED:
            causes = causes_of(failure, outcome[1])
            failing = FuzzFailure(sequence=sequence, causes=causes, sent=self.sent, store=self.store)
            failing.judge(example, outcome)

    def _keep(self, trial: Trial, search: Search) -> None:
        """Have a trial varied further, in this run and in later ones."""
        self.kept += 1
        search.keep(trial)
        if self.store is not None:
            self.store.save("interesting", trial.example)

    def _is_new(self, case: Case, exchange: Exchange) -> bool:
        """Whether an exchange is unlike all before it."""
        outcome = (case.type, case.category, exchange.reply.status if exchange.reply else None)
        is_further = self.tracer is not None and self.tracer.is_further()
        is_new = outcome not in self.outcomes
        self.outcomes.add(outcome)
        return is_new or is_further
