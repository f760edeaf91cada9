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
from ..checks.leaks import unsearched
from ..checks.outcome import accepted, cause_of
from ..contract import Contract
from ..delivery import Exchange, Handler
from ..errors import ContractError
from .budget import Pace
from .case_source import CaseSource
from .concurrency import TYPES, at_once
from .diagnosis import LIKEWISE, Diagnosis, Group, told
from .garbage_collection import seldom_collected
from .plan import ACCEPTABLE, Plan, Stage
from .preflight import Probe
from .progress import OnProgress, Progress
from .random_search import drawn
from .redelivery import FEWEST_TWICE, TWICE, twice
from .sender import HANGING, Sender

#: Draws so many cases of a category and message type at random, and gives each away until told to stop.
Draw = Callable[[Stage, Contract, int, Callable[[Case], bool]], None]

#: Seconds after which nothing more is sent, and the same for a slow handler, where none are given.
TIME_BUDGET, SLOW_BUDGET = 30.0, 120.0
#: Seconds beyond the budget in which findings may still be shrunk.
OVERTIME = 1.0
#: How many accepted messages of a type are kept to compare failing ones with.
MODELS = 8
#: Seconds that have to be left to draw at random: the first message may take so long, whatever the budget is.
LEAD = 5.0
NO_TIME = "the time budget was used up"
#: Seconds that a reply is waited for where a server may rightly wait for more of the request.
LATE_WAIT = 2.0
NOTHING = Skip(
    what="every message", why="none of the checks has anything to send to this handler", essential=True
)


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
    allow_incomplete: bool = False
    failed: dict[str, Skip] = field(default_factory=dict)  #: Checks that could not judge, with the reason.
    pace: Pace = field(init=False)
    probe: Probe = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(sender=self.sender)
        self.probe = Probe(sender=self.sender, case_source=self.case_source)

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
        time_budget: float | None = None,
        outlook_budget: float | None = None,
        progress: OnProgress | None = None,
    ) -> Report:
        """
        Take the steps that these checks ask for, and report what they find; all checks by default.

        `outlook_budget` are the seconds that are left for all the steps in `outlook`. Raises the errors of
        the first exchange, if there is no webhook.
        """
        began, before = time.monotonic(), self.sender.exchanges
        self._begin(began, time_budget, outlook_budget)
        self.types = tuple(types)
        rules = [rule for rule in self.rules if checks is None or rule.id in set(checks)]
        steps = self.plan.steps(rules, types)
        skipped: list[Skip] = []
        with self._interruptible(skipped, steps):
            skipped += self._looked(types if steps else ())
            self._allow_for_slowness(began, time_budget)
            self._take(steps, progress, skipped)
        skipped += [*self.pace.skips(), *self._unjudged(rules)]
        skipped += unsearched(self.handler, {rule.id for rule in rules})
        self.sender.deadline = max(self.sender.deadline, time.monotonic()) + OVERTIME
        self._tell(progress, len(steps), len(steps), "looking for the smallest messages")
        findings = self._told({rule.id for rule in rules}, {step.type for step in steps}, skipped)
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
            allow_incomplete=self.allow_incomplete,
            needs=self.pace.needs(_essential(self.outlook or steps)),
        )

    def _begin(self, began: float, time_budget: float | None, outlook_budget: float | None) -> None:
        budget = TIME_BUDGET if time_budget is None else time_budget
        self.sender.deadline = began + budget
        self.pace.until = began + (budget if outlook_budget is None else outlook_budget)

    def _allow_for_slowness(self, began: float, time_budget: float | None) -> None:
        """
        Give a handler that is slow more time, unless it was said how much it has.
        """
        if time_budget is None and self.pace.slow:
            self.sender.deadline = self.pace.until = began + SLOW_BUDGET

    def _looked(self, types: Sequence[str]) -> Iterator[Skip]:
        """
        See to it that there is a webhook; what stands in the way of a report about it.
        """
        if types:
            with self._guarded("the first exchange") as failures:
                self.probe.look(types)
            yield from failures
        elif not self.sender.exchanges:
            yield NOTHING

    def _take(self, steps: Sequence[Stage], progress: OnProgress | None, skipped: list[Skip]) -> None:
        """
        Take the steps that have not been taken yet, and note what was not sent of them.
        """
        for at, step in enumerate(steps):
            self._tell(progress, at, len(steps), str(step))
            if step not in self.taken:
                if self.sender.left <= (LEAD if step.drawn else 0):
                    what = f"{len(steps) - at} of {len(steps)} steps"
                    skipped.append(Skip(what=what, why=self._why(), essential=_essential(steps[at:]) > 0))
                    return
                ahead = set(self.outlook or steps) - self.taken.keys()
                self.pace.ahead, self.pace.reserved = len(ahead), _essential(ahead)
                self.taken[step] = self._taken(step)
            skipped += self.taken[step]

    def _taken(self, step: Stage) -> list[Skip]:
        """
        Take a step; what was not sent of it. An error of ours ends the step, and not the run.
        """
        skips: list[Skip] = []
        with self._guarded(str(step), essential=step.essential > 0) as failures:
            for skip in self._sent(step):
                skips.append(skip)  # noqa: PERF402 - one by one: what was said before an error counts
        return [*skips, *failures]

    def _why(self) -> str:
        return self.sender.stopped or NO_TIME

    def _sent(self, step: Stage) -> Iterator[Skip]:
        """
        Send what a step has to send; what was not sent of it.
        """
        if step.category == "concurrency":
            types = self.types[:TYPES] if self.pace.slow else self.types
            at_once(self.sender, types, self.case_source.fresh(), self._judge)
        elif step.category == "redelivery":
            most = FEWEST_TWICE if self.pace.slow else TWICE
            twice(self.sender, self.case_source.distinct(step.type), self._judge, most)
        elif step.drawn:
            yield from self._send_drawn(step)
        elif step.late:
            yield from self._send_late(step)
        else:
            yield from unframed(self.handler) if step.category == "http" else ()
            yield from self._send(self.pace.kept(self._cases(step), step.essential), step.essential)
            yield from self.case_source.unproven(step.category, step.type)

    def _cases(self, step: Stage) -> Iterable[Case]:
        if step.shared:
            return self.case_source.shared_out(step.type, step.limit)
        cases = self.case_source.cases_of(step.category, step.type)
        if step.category == "http":
            cases = (case for case in cases if self._is_framed(case) is step.late)
        return islice(cases, step.limit)

    def _is_framed(self, case: Case) -> bool:
        return request_to(self.handler, case).framing is not None

    def _send(self, cases: Iterable[Case], essential: int) -> Iterator[Skip]:
        """
        Send the cases of one step; it ends with the first that is not answered in time.
        """
        for number, case in enumerate(cases, start=1):
            skip = self._try(case)
            if skip is not None:
                sent = number if skip.why == HANGING else number - 1
                yield replace(skip, essential=sent < essential)
                return

    def _send_late(self, step: Stage) -> Iterator[Skip]:
        """
        Send what a server may wait with, and do not wait long; each of them, whatever comes of the others.
        """
        self.sender.most = LATE_WAIT
        try:
            for case in self._cases(step):
                skip = self._try(case)
                if skip is not None and skip.why != HANGING:
                    yield skip
                    return
        finally:
            self.sender.most = float("inf")

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
        exchange, effect = self.probe.taken(case) or self.sender.watch(
            request_to(self.handler, case), case.type
        )
        if exchange is None:
            return Skip(what=f"{case.type}, from {case.id} on", why=self._why())
        if not exchange.unsent:
            self._judge(case, exchange, effect)
        if not exchange.timed_out:
            return None
        return Skip(what=f"{case.type}, {case.category} messages after {case.id}", why=HANGING)

    def _judge(self, case: Case, exchange: Exchange, effect: Effect | None = None) -> None:
        for rule in self.rules:
            if rule.id not in self.failed:
                with self._guarded(f"the check {rule.id}") as failures:
                    self._judge_by(rule, case, exchange, effect)
                if failures:
                    self.failed[rule.id] = failures[0]
        models = self.models.setdefault((case.category, case.type), [])
        if case.category in ACCEPTABLE and len(models) < MODELS and accepted(exchange):
            models.append(case.body)

    def _judge_by(self, rule: Rule, case: Case, exchange: Exchange, effect: Effect | None) -> None:
        finding = rule.judge(case, exchange, effect)
        if finding is None:
            return
        finding = self._blamed(finding)
        if finding.exchange.timed_out and self.sender.most == LATE_WAIT:
            finding = replace(finding, expected=f"a reply or a closed connection within {LATE_WAIT:g} s")
        group = Group(rule.id, case.type, finding.cause, bool(finding.condition))
        self.failing.setdefault(group, []).append(finding)

    def _unjudged(self, rules: Iterable[Rule]) -> list[Skip]:
        """
        Which of some checks could not judge everything.
        """
        return [self.failed[rule.id] for rule in rules if rule.id in self.failed]

    def _blamed(self, finding: Finding) -> Finding:
        """
        The finding without its circumstance, if the smallest conforming message fails in the same way.
        """
        sound = finding.case.category in (*ACCEPTABLE, "redelivery", "concurrency")
        if sound or finding.mark not in ((), cause_of(finding.exchange)):
            return finding
        if finding.symptom != self.case_source.baseline(finding.case):
            return finding
        return replace(finding, condition=None, hint=LIKEWISE)

    def _told(self, checks: set[str], types: set[str], skipped: list[Skip]) -> list[Finding]:
        """
        The findings of these checks with messages of these types, each explained.

        If that is interrupted, or fails, they are told as they were found.
        """
        groups = {
            group: findings
            for group, findings in self.failing.items()
            if group.check in checks and (group.type in types or findings[0].case.category == "concurrency")
        }
        found: list[Finding] = []
        with (
            self._interruptible(skipped),
            self._guarded("the search for smaller messages", essential=False) as failures,
        ):
            found = self._diagnosis(hasty=self.interrupted).explained(groups)
        if groups and not found:
            found = self._diagnosis(hasty=True).explained(groups)
        with self._guarded("the search for findings that say the same", essential=False) as more:
            found = told(found)
        skipped += [*failures, *more]
        return found

    def _diagnosis(self, *, hasty: bool) -> Diagnosis:
        return Diagnosis(
            deliver=lambda body: self.sender.deliver(self.handler.request(body)),
            contract=self.contract,
            rules={rule.id: rule for rule in self.rules},
            models=self.models,
            types=self.types,
            hasty=hasty,
        )

    def _tell(self, progress: OnProgress | None, done: int, steps: int, doing: str) -> None:
        if progress is not None:
            exchanges, failures = self.sender.exchanges, self.failures
            progress(Progress(done=done, steps=steps, exchanges=exchanges, failures=failures, doing=doing))

    @contextmanager
    def _interruptible(self, skipped: list[Skip], steps: Sequence[Stage] = ()) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            self.interrupted = True
            left = [step for step in steps if step not in self.taken]
            skipped.append(Skip(what="the rest", why="interrupted", essential=_essential(left) > 0))

    @staticmethod
    @contextmanager
    def _guarded(what: str, *, essential: bool = True) -> Iterator[list[Skip]]:
        """
        Have an error of ours cost one thing and not the run; it is in the list that is given.

        What the user can put right is raised.
        """
        failures: list[Skip] = []
        try:
            yield failures
        except ContractError:
            raise
        except Exception as error:  # noqa: BLE001 - what was found must not be lost, whatever went wrong
            why = f"it failed with {type(error).__name__}: {error}"
            failures.append(Skip(what=what, why=why, essential=essential))


def _essential(steps: Iterable[Stage]) -> int:
    """
    How many messages some steps have that every run sends.
    """
    return sum(step.essential for step in steps)
