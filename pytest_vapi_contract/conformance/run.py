"""A run: what a plan asks for is sent, step by step, and a report says what came of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from ..checks import Finding, Report, Skip, again
from ..checks.leaks import unsearched
from ..checks.settling import Settled
from ..checks.severity import FAILING, Severity
from ..clock import now
from ..delivery.process_guard import GUARD
from . import budget
from .case_names import CaseNames
from .explaining import Explaining
from .garbage_collection import seldom_collected
from .guard import guarded
from .interruption import Interruption
from .plan import Plan, Stage
from .progress import OnProgress, ProgressTeller
from .stage_sender import StageSender

NOTHING = Skip(
    what="every message", why="none of the checks has anything to send to this handler", essential=True
)


@dataclass(kw_only=True, slots=True)
class Run:
    """
    A run under way.

    It can be asked for more than one report; what was sent for one is not sent again for the next.
    """

    plan: Plan
    stages: StageSender
    outlook: tuple[Stage, ...] = ()  #: All steps that will be asked for; those of the report by default.
    allow_incomplete: bool = False
    names: CaseNames | None = None  #: The names of the cases that every such run sends.
    settled: Settled = field(default_factory=Settled)  #: What is done with findings that are known.
    fail_on: tuple[Severity, ...] = FAILING
    #: Steps, with what was not sent of each.
    taken: dict[Stage, list[Skip]] = field(default_factory=dict[Stage, list[Skip]])
    interruption: Interruption = field(default_factory=Interruption)

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
        sender, began, forks = self.stages.sender, now(), GUARD.forks
        before = sender.exchanges
        self._begin(began, time_budget, outlook_budget)
        self.stages.types = tuple(types)
        chosen = [check for check in self.stages.judging.checks if checks is None or check.id in set(checks)]
        steps = self.plan.steps(chosen, types)
        skipped: list[Skip] = []
        teller = ProgressTeller(listener=progress, sender=sender)
        self.stages.judging.on_failure = teller.failed
        with self.interruption.noted(skipped, lambda: self._essential_left(steps) > 0):
            skipped += self._looked(types if steps else ())
            self._allow_for_slowness(began, time_budget)
            self._take(steps, teller, skipped)
        ids = {check.id for check in chosen}
        skipped += [*self.stages.budget.skips(), *self.stages.judging.skips(chosen)]
        skipped += [*unsearched(self.plan.handler, ids), *_of_children(GUARD.forks - forks)]
        sender.deadline = max(sender.deadline, now()) + budget.OVERTIME
        teller.step(len(steps), len(steps), "looking for the smallest messages")
        findings = self._explaining().findings(ids, {step.type for step in steps}, skipped)
        report = Report(
            handler=self.plan.handler.name,
            revision=self.plan.contract.revision,
            seed=self.stages.case_source.seed,
            checks=tuple(check.id for check in self.plan.concerned(chosen)),
            types=tuple(types),
            findings=tuple(map(self._repeatable, findings)),
            exchanges=sender.exchanges - before,
            seconds=now() - began,
            skipped=tuple(skipped),
            interrupted=self.interruption.happened,
            allow_incomplete=self.allow_incomplete,
            fail_on=self.fail_on,
            needs=self.stages.budget.needs(_essential(self.outlook or steps)),
            latency=self.stages.judging.timings.latency(types, self.plan.handler.timeout),
            thorough=self.plan.max_examples >= budget.MAX_EXAMPLES and self.plan.has_all(types),
        )
        return self.settled.applied(report)

    def _repeatable(self, finding: Finding) -> Finding:
        """The finding with what it takes to see it again."""
        name = self.names.name_of(finding.case) if self.names else ""
        return replace(finding, name=name, again=again(self.plan.handler, finding.exchange))

    def _begin(self, began: float, time_budget: float | None, outlook_budget: float | None) -> None:
        seconds = budget.TIME_BUDGET if time_budget is None else time_budget
        self.stages.sender.deadline = began + seconds
        self.stages.budget.until = began + (seconds if outlook_budget is None else outlook_budget)

    def _allow_for_slowness(self, began: float, time_budget: float | None) -> None:
        """Give a handler that is slow more time, unless it was said how much it has."""
        if time_budget is None and self.stages.budget.slow:
            self.stages.sender.deadline = self.stages.budget.until = began + budget.SLOW_BUDGET

    def _looked(self, types: Sequence[str]) -> Iterator[Skip]:
        """Check that there is a webhook, and say what prevents a report about it."""
        if types:
            with guarded("the first exchange") as failures:
                self.stages.probe.look(types)
            yield from failures
        elif not self.stages.sender.exchanges:
            yield NOTHING

    def _take(self, steps: Sequence[Stage], teller: ProgressTeller, skipped: list[Skip]) -> None:
        """Take the steps that have not been taken yet, and note what was not sent of them."""
        for at, step in enumerate(steps):
            teller.step(at, len(steps), str(step))
            if step not in self.taken:
                if self.stages.sender.left <= (budget.RANDOM_LEAD if step.drawn else 0):
                    what, why = f"{len(steps) - at} of {len(steps)} steps", self.stages.why_not
                    skipped.append(Skip(what=what, why=why, essential=_essential(steps[at:]) > 0))
                    return
                self._look_ahead(steps)
                self.taken[step] = self.stages.send(step)
            skipped += self.taken[step]

    def _look_ahead(self, steps: Sequence[Stage]) -> None:
        """Tell the budget what is still to be sent."""
        ahead = set(self.outlook or steps) - self.taken.keys()
        self.stages.budget.ahead, self.stages.budget.reserved = len(ahead), _essential(ahead)

    def _essential_left(self, steps: Sequence[Stage]) -> int:
        return _essential(step for step in steps if step not in self.taken)

    def _explaining(self) -> Explaining:
        return Explaining(
            judging=self.stages.judging, interruption=self.interruption, types=self.stages.types
        )


def _of_children(number: int) -> Iterator[Skip]:
    """That nothing is known of the processes that the handler has forked, if it has."""
    if number:
        why = f"the handler forked {number} times, and each child was ended when its request was done"
        yield Skip(what="what forked processes do", why=why)


def _essential(steps: Iterable[Stage]) -> int:
    """How many messages some steps have that every run sends."""
    return sum(step.essential for step in steps)
