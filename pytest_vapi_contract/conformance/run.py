"""A run: what a plan asks for is sent, step by step, and a report says what came of it."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from ..cases.skip import counted
from ..checks.applicability import untested
from ..checks.leaks import unsearched
from ..clock import now
from ..delivery.process_guard import GUARD
from ..findings import Finding, Report, Skip, again
from ..findings.settled_findings import SettledFindings
from ..garbage_collection import seldom_collected
from ..report_formats.severity_order import FAILING, Severity
from . import budget
from .case_names import CaseNames
from .guard import guarded
from .interruption import Interruption
from .plan import Plan, Stage
from .progress import OnProgress, ProgressTeller
from .run_findings import RunFindings
from .stage_sender import StageSender
from .unwrapped_replies import UnwrappedReplies


class Further(Protocol):
    """What goes further than the steps of a run, and says what it did not send."""

    def share(self, steps: Sequence[Stage]) -> list[Stage]:
        """The steps of the run that are taken here."""
        ...

    def first(self, stages: StageSender, teller: ProgressTeller) -> Iterable[Skip]:
        """Send what comes before the first step."""
        ...

    def __call__(self, stages: StageSender, teller: ProgressTeller) -> Iterable[Skip]:
        """Go on sending when all steps are taken."""
        ...


Search = Callable[[StageSender, ProgressTeller], Iterable[Skip]]

NOTHING = Skip(
    what="every message", why="none of the checks has anything to send to this handler", essential=True
)


@dataclass(kw_only=True, slots=True)
class Run:
    """A run under way."""

    plan: Plan
    stages: StageSender
    allow_incomplete: bool = False
    names: CaseNames | None = None  #: The names of the cases that every such run sends.
    settled: SettledFindings = field(default_factory=SettledFindings)  #: What a user has settled before.
    fail_on: tuple[Severity, ...] = FAILING
    further: Further | None = None  #: What is sent before the first step, and after the last.
    overtime: float = budget.OVERTIME  #: Seconds beyond the budget in which findings are made smaller.
    #: The steps that are done.
    taken: set[Stage] = field(default_factory=set[Stage])
    interruption: Interruption = field(default_factory=Interruption)

    @seldom_collected()
    def report(
        self,
        types: Sequence[str],
        *,
        time_budget: float | None = None,
        progress: OnProgress | None = None,
    ) -> Report:
        """
        Take the steps that the checks ask for with messages of these types, and report what they find.

        Raises the errors of the first exchange, if there is no webhook.
        """
        sender, began, forks = self.stages.sender, now(), GUARD.forks
        sender.deadline = began + (budget.TIME_BUDGET if time_budget is None else time_budget)
        self.stages.budget.until = sender.deadline
        self.stages.types = tuple(types)
        checks = self.stages.judging.checks
        steps = self.plan.steps(checks, types)
        skipped = list(untested(checks, self.plan.handler, with_state=self.plan.with_state))
        teller = ProgressTeller(listener=progress, sender=sender)
        self.stages.judging.on_failure = teller.failed
        with self.interruption.noted(skipped, lambda: _essential(set(steps) - self.taken) > 0):
            skipped += self._looked(types if steps else ())
            if self.further is not None:
                steps = self.further.share(steps)
                self._go(self.further.first, teller, skipped)
            self._take(steps, teller, skipped)
            skipped += self._note_unwrapped()
            if self.further is not None:
                self._go(self.further, teller, skipped)
        skipped += [*self.stages.budget.skips(), *self.stages.judging.skips()]
        searched = unsearched(self.plan.handler, {check.id for check in checks})
        skipped += [*searched, *_of_children(GUARD.forks - forks), *sender.rate_limit.skips()]
        sender.deadline += self.overtime
        teller.step(len(steps), len(steps), "looking for the smallest messages")
        return self.settled.applied(self._explained(types, steps, skipped, began))

    def _explained(
        self, types: Sequence[str], steps: Sequence[Stage], skipped: list[Skip], began: float
    ) -> Report:
        """What was found, with the smallest messages that show it."""
        findings = self._findings().explained(skipped)
        plan, judging, seconds = self.plan, self.stages.judging, now() - began
        needs = self.stages.budget.needs(_essential(steps))
        return Report(
            handler=plan.handler.name,
            revision=plan.contract.revision,
            seed=self.stages.case_source.seed,
            checks=tuple(check.id for check in plan.concerned(judging.checks)),
            types=tuple(types),
            findings=tuple(map(self._repeatable, findings)),
            exchanges=self.stages.sender.exchanges,
            seconds=seconds,
            skipped=tuple(skipped),
            interrupted=self.interruption.happened,
            allow_incomplete=self.allow_incomplete,
            fail_on=self.fail_on,
            needs=needs if needs > seconds else 0.0,  # it has taken longer than was reckoned
            latency=judging.timings.latency(types, plan.handler.timeout),
            all_types=plan.contract.message_types,
            usual=plan.max_examples >= budget.MAX_EXAMPLES,
        )

    def _go(self, search: Search, teller: ProgressTeller, skipped: list[Skip]) -> None:
        """Send what is beside the steps. An error of ours in it is told, and makes the run incomplete."""
        if self.stages.sender.left > 0:
            with guarded("the rest of the search", self.stages.judging.failing) as failures:
                skipped += search(self.stages, teller)
            skipped += failures

    def _note_unwrapped(self) -> list[Skip]:
        """Where all replies are alike, look for some that depend on a message without its envelope."""
        judging, sender = self.stages.judging, self.stages.sender
        types = set[str]().union(*judging.replies.values())
        if len(judging.replies) != 1 or sender.state is not None or sender.left <= 0:
            return []
        if all(check.id != "replies" for check in judging.checks):
            return []
        what = "the search for messages that are read from the top level"
        with guarded(what, judging.failing, essential=False) as failures:
            search = UnwrappedReplies(
                sender=sender, first=self.stages.case_source.first, usual=next(iter(judging.replies))
            )
            found = search.found(sorted(types))
            if found is not None:
                judging.keep(found)
        return failures

    def _repeatable(self, finding: Finding) -> Finding:
        """The finding with what it takes to see it again."""
        name = self.names.name_of(finding.case) if self.names else ""
        return replace(finding, name=name, again=self._commands(finding))

    def _commands(self, finding: Finding) -> dict[str, str]:
        """Commands that reproduce a finding; of several messages none is sent alone."""
        is_of_several = finding.conversation or finding.case.before
        is_unexplained = finding.mark[:1] == ("unexplained",)
        return {} if is_of_several or is_unexplained else again(self.plan.handler, finding.exchange)

    def _looked(self, types: Sequence[str]) -> Iterator[Skip]:
        """Check that there is a webhook, and say what prevents a report about it."""
        if types:
            with guarded("the first exchange") as failures:
                self.stages.preflight.look(types)
            yield from failures
        else:
            yield NOTHING

    def _take(self, steps: Sequence[Stage], teller: ProgressTeller, skipped: list[Skip]) -> None:
        """Take the steps one after the other, and note what was not sent of them."""
        for at, step in enumerate(steps):
            teller.step(at, len(steps), str(step))
            ahead = steps[at:]
            if self.stages.sender.left <= (budget.LEAD if step.drawn or step.round > 1 else 0):
                what, why = f"{len(ahead)} of {len(steps)} steps", self.stages.why_not
                skipped.append(Skip(what=what, why=why, essential=_essential(ahead) > 0))
                return
            in_round = sum(other.round == step.round for other in ahead)
            self.stages.budget.ahead, self.stages.budget.reserved = in_round, _essential(ahead)
            skipped += self.stages.send(step)
            self.taken.add(step)

    def _findings(self) -> RunFindings:
        return RunFindings(
            judging=self.stages.judging, interruption=self.interruption, types=self.stages.types
        )


def _of_children(number: int) -> Iterator[Skip]:
    """That nothing is known of the processes that the handler has forked, if it has."""
    if number:
        why = (
            f"the handler forked {counted(number, 'time')}, and each child process is stopped when its "
            "request or the run ends"
        )
        yield Skip(what="work in forked processes", why=why)


def _essential(steps: Iterable[Stage]) -> int:
    """How many messages some steps have that every run sends."""
    return sum(step.essential for step in steps)
