"""
A run: steps are taken, rules judge what came of them, and what failed is kept by its cause.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from ..case_sources.malformed import unframed
from ..case_sources.requests import request_to
from ..cases.case import Case, Category
from ..checks import Effect, Finding, Report, Rule, Skip, again
from ..checks.outcome import accepted, cause_of
from ..checks.side_effects import UNTRUSTED
from ..contract import Contract
from ..delivery import Exchange, Handler
from .budget import Pace
from .case_source import CaseSource
from .concurrency import at_once
from .diagnosis import LIKEWISE, Diagnosis, Group, told
from .garbage_collection import seldom_collected
from .plan import ACCEPTABLE, Plan, Stage
from .progress import OnProgress, Progress
from .random_search import drawn
from .redelivery import twice
from .sender import HANGING, Sender

#: Draws so many cases of a category and message type at random, and gives each away until told to stop.
Draw = Callable[[Stage, Contract, int, Callable[[Case], bool]], None]

#: Seconds after which nothing more is sent.
TIME_BUDGET = 30.0
#: Seconds beyond the budget in which findings may still be shrunk.
OVERTIME = 1.0
#: How many accepted messages of a type are kept to compare failing ones with.
MODELS = 8
#: Seconds that have to be left to draw at random: the first message may take so long, whatever the budget is.
LEAD = 5.0
NO_TIME = "the time budget was used up"


@dataclass(kw_only=True, slots=True)
class Run:
    """
    A run under way.

    It can be asked for more than one report; what was sent for one is not sent again for the next.
    """

    sender: Sender
    plan: Plan
    rules: tuple[Rule, ...]
    case_source: CaseSource
    draw: Draw = drawn
    outlook: tuple[Stage, ...] = ()  #: All steps that will be asked for; those of the report by default.
    interrupted: bool = False
    types: tuple[str, ...] = ()  #: The message types of the report that is being made.
    taken: dict[Stage, list[Skip]] = field(default_factory=dict)  #: Steps, with what was not sent of each.
    failing: dict[Group, list[Finding]] = field(default_factory=dict)
    models: dict[tuple[Category, str], list[Any]] = field(default_factory=dict)
    pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(sender=self.sender)

    @property
    def contract(self) -> Contract:
        """
        The contract that it has to keep.
        """
        return self.plan.contract

    @property
    def handler(self) -> Handler:
        """
        The handler that is checked.
        """
        return self.sender.handler

    @property
    def failures(self) -> int:
        """
        How many exchanges have failed a check.
        """
        return sum(map(len, self.failing.values()))

    @seldom_collected()
    def report(
        self,
        types: Sequence[str],
        *,
        checks: Iterable[str] | None = None,
        time_budget: float = TIME_BUDGET,
        outlook_budget: float | None = None,
        progress: OnProgress | None = None,
    ) -> Report:
        """
        Take the steps that these checks ask for, and report what they find; all checks by default.

        `outlook_budget` are the seconds that are left for all the steps in `outlook`.
        """
        began, before = time.monotonic(), self.sender.exchanges
        self.sender.deadline = began + time_budget
        self.pace.until = began + (time_budget if outlook_budget is None else outlook_budget)
        self.types = tuple(types)
        rules = [rule for rule in self.rules if checks is None or rule.id in set(checks)]
        steps = self.plan.steps(rules, types)
        skipped: list[Skip] = []
        with self._interruptible(skipped):
            skipped += self._take(steps, progress)
        skipped += self.pace.skips()
        self.sender.deadline = max(self.sender.deadline, time.monotonic()) + OVERTIME
        self._tell(progress, len(steps), len(steps), "looking for the smallest messages")
        findings: list[Finding] = []
        with self._interruptible(skipped):
            findings = self._told({rule.id for rule in rules}, {step.type for step in steps})
        return Report(
            handler=self.handler.name,
            revision=self.contract.revision,
            seed=self.case_source.seed,
            checks=tuple(rule.id for rule in self.plan.concerned(rules)),
            types=tuple(types),
            findings=tuple(replace(each, again=again(self.handler, each.exchange)) for each in findings),
            exchanges=self.sender.exchanges - before,
            seconds=time.monotonic() - began,
            skipped=tuple(skipped),
            interrupted=self.interrupted,
        )

    def _take(self, steps: Sequence[Stage], progress: OnProgress | None) -> Iterator[Skip]:
        """
        Take the steps that have not been taken yet; what was not sent of them.
        """
        for at, step in enumerate(steps):
            self._tell(progress, at, len(steps), str(step))
            if step not in self.taken:
                if self.sender.left <= (LEAD if step.drawn else 0):
                    what = f"{len(steps) - at} of {len(steps)} steps"
                    yield Skip(what=what, why=self._why(), whole=not step.drawn)
                    return
                self.pace.ahead = len(set(self.outlook or steps) - self.taken.keys())
                self.taken[step] = list(self._sent(step))
            yield from self.taken[step]

    def _why(self) -> str:
        return self.sender.stopped or NO_TIME

    def _sent(self, step: Stage) -> Iterator[Skip]:
        """
        Send what a step has to send; what was not sent of it.
        """
        if step.category == "concurrency":
            at_once(self.sender, self.types, self.case_source.fresh(), self._judge)
        elif step.category == "redelivery":
            twice(self.sender, self.case_source.distinct(step.type), self._judge)
        elif step.drawn:
            yield from self._send_drawn(step)
        else:
            yield from unframed(self.handler) if step.category == "http" else ()
            yield from self._send(self.pace.kept(self._cases(step)))

    def _cases(self, step: Stage) -> Iterable[Case]:
        if step.shared:
            return self.case_source.shared_out(step.type, step.limit)
        return islice(self.case_source.cases_of(step.category, step.type), step.limit)

    def _send(self, cases: Iterable[Case]) -> Iterator[Skip]:
        """
        Send the cases of one step; it ends with the first that is not answered in time.
        """
        for case in cases:
            skip = self._try(case)
            if skip is not None:
                yield skip
                return

    def _send_drawn(self, step: Stage) -> Iterator[Skip]:
        """
        Send what is drawn at random for one step.
        """
        skips: list[Skip] = []

        def use(case: Case) -> bool:
            skip = self._try(case)
            skips.extend([skip] if skip else [])
            return skip is None

        self.draw(step, self.contract, self.case_source.seed, use)
        yield from skips

    def _try(self, case: Case) -> Skip | None:
        """
        Send a case and judge what comes of it; a skip, if no more of its kind can be sent.
        """
        exchange, effect = self.sender.watch(request_to(self.handler, case), case.type)
        if exchange is None:
            return Skip(what=f"{case.type}, from {case.id} on", why=self._why())
        if not exchange.unsent:
            self._judge(case, exchange, effect)
        if not exchange.timed_out:
            return None
        return Skip(what=f"{case.type}, {case.category} messages after {case.id}", why=HANGING)

    def _judge(self, case: Case, exchange: Exchange, effect: Effect | None = None) -> None:
        for rule in self.rules:
            finding = rule.judge(case, exchange, effect)
            if finding is not None:
                finding = self._blamed(finding)
                group = Group(rule.id, case.type, finding.cause, bool(finding.condition))
                self.failing.setdefault(group, []).append(finding)
        models = self.models.setdefault((case.category, case.type), [])
        if case.category in ACCEPTABLE and len(models) < MODELS and accepted(exchange):
            models.append(case.body)

    def _blamed(self, finding: Finding) -> Finding:
        """
        The finding without its circumstance, if the smallest conforming message fails in the same way.
        """
        sound = finding.case.category in (*ACCEPTABLE, "redelivery", "concurrency")
        if sound or finding.mark not in ((), cause_of(finding.exchange)):
            return finding
        if finding.symptom != self.case_source.baseline(finding.case):
            return finding
        if finding.case.category in UNTRUSTED:
            return replace(finding, verdict="is not turned away")
        return replace(finding, condition=None, hint=LIKEWISE)

    def _told(self, checks: set[str], types: set[str]) -> list[Finding]:
        """
        The findings of these checks with messages of these types, each explained.
        """
        diagnosis = Diagnosis(
            deliver=lambda body: self.sender.deliver(self.handler.request(body)),
            contract=self.contract,
            rules={rule.id: rule for rule in self.rules},
            models=self.models,
            hasty=self.interrupted,
        )
        groups = {
            group: findings
            for group, findings in self.failing.items()
            if group.check in checks and (group.type in types or findings[0].case.category == "concurrency")
        }
        return told(diagnosis.explained(groups))

    def _tell(self, progress: OnProgress | None, done: int, steps: int, doing: str) -> None:
        if progress is not None:
            exchanges, failures = self.sender.exchanges, self.failures
            progress(Progress(done=done, steps=steps, exchanges=exchanges, failures=failures, doing=doing))

    @contextmanager
    def _interruptible(self, skipped: list[Skip]) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            self.interrupted = True
            skipped.append(Skip(what="the rest", why="interrupted"))
