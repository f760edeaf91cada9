"""Checks judge what comes of each case, and what failed is kept by its cause."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from ..cases.case import VALID, WITH_PLACES, Case, Category
from ..cases.condition import ARGUMENTS, Path, value_at
from ..checks import Check, Effect
from ..checks.arguments import sent_by_vapi
from ..checks.replies import Replies
from ..delivery import Exchange
from ..findings import Finding, Skip
from ..findings.fingerprint import Cause, cause_of
from ..findings.latency import Timings
from ..findings.outcome import accepted
from ..findings.severity import SENT_BY_VAPI
from ..findings.widening import Accepted, note_places
from . import budget
from .case_source import CaseSource
from .diagnosis import LIKEWISE, TYPE
from .failure_groups import FailureGroups
from .first_of_kind import NUMBERS
from .guard import guarded
from .plan import ACCEPTABLE
from .sender import Sender
from .tool_diagnosis import is_of_calls, tool_of

#: The name of a check, and the cause for which an exchange fails it.
Failure = tuple[str, Cause]
#: How a check judges the exchange of a case.
Judge = Callable[[Check, Case, Exchange, Effect | None], Finding | None]
Models = dict[tuple[Category, str], list[Any]]
#: Places near the top of messages, with the JSON types of their values.
Shown = set[tuple[Path, str]]


def _unnumbered(body: bytes) -> str:
    """A short reply without its numbers and ids: what acknowledges a message may count them."""
    text = body.decode("latin-1")
    return NUMBERS.sub("", text) if len(body) <= budget.LONGEST_ACKNOWLEDGEMENT else text


def _keep(models: Models, key: tuple[Category, str], value: Any) -> None:
    kept = models.setdefault(key, [])
    if len(kept) < budget.MODELS:
        kept.append(value)


def _nothing(_: Finding) -> None:
    pass


def _found_by(check: Check, case: Case, exchange: Exchange, effect: Effect | None) -> Finding | None:
    return check.judge(case, exchange, effect)


@dataclass(kw_only=True, slots=True)
class Judging:
    """All checks of a run, and what they have seen."""

    checks: tuple[Check, ...]
    sender: Sender
    case_source: CaseSource
    failing: FailureGroups = field(default_factory=FailureGroups)
    #: Accepted messages with which no check found anything wrong, and others, to compare failing ones with.
    sound: Models = field(default_factory=dict[tuple[Category, str], list[Any]])
    flawed: Models = field(default_factory=dict[tuple[Category, str], list[Any]])
    #: Message type -> the bodies that were accepted, with what they show as far as that was asked for.
    accepted: dict[str, list[Any]] = field(default_factory=dict[str, list[Any]])
    places: dict[str, Shown] = field(default_factory=dict[str, Shown])
    #: Bodies of replies to valid messages, with the types of these.
    replies: dict[bytes, set[str]] = field(default_factory=dict[bytes, set[str]])
    #: Bodies of replies to valid messages whose reply nobody reads, without their numbers.
    acknowledgements: set[str] = field(default_factory=set[str])
    #: Checks that could not judge, with the reason.
    unable: dict[str, Skip] = field(default_factory=dict[str, Skip])
    timings: Timings = field(default_factory=Timings)
    on_failure: Callable[[Finding], None] = _nothing  #: Is told each failure at once.

    def judge(self, case: Case, exchange: Exchange, effect: Effect | None = None) -> None:
        """Have each check judge an exchange. A check that fails itself judges no further one."""
        found = False
        for check in self.checks:
            finding = self._safely(self._judge_by, check, case, exchange, effect)
            if finding is not None:
                found = True
                self.on_failure(finding)
        self.note(case, exchange, found=found)

    def _safely(
        self, judge: Judge, check: Check, case: Case, exchange: Exchange, effect: Effect | None
    ) -> Finding | None:
        """What a check finds, unless it cannot judge."""
        if case.category not in check.categories or check.id in self.unable:
            return None
        finding = None
        with guarded(f"the check {check.id}", self.failing) as failures:
            finding = judge(check, case, exchange, effect)
        if failures:
            self.unable[check.id] = failures[0]
        return finding

    def note(self, case: Case, exchange: Exchange, *, found: bool = False) -> None:
        """Remember what an exchange shows beside what the checks have found."""
        self.timings.note(case, exchange)
        if case.category in VALID and accepted(exchange) and exchange.reply is not None:
            self._note_reply(exchange.reply.body, case.type)
        if case.category in WITH_PLACES and accepted(exchange) and value_at(case.body, TYPE) == case.type:
            self._note_accepted(case, found=found)
        if case.category == "arguments" and not found and not is_of_calls(case):
            _keep(self.sound, ("arguments", tool_of(case)), value_at(case.body, ARGUMENTS))

    def failure(self, case: Case, exchange: Exchange, effect: Effect | None) -> Failure | None:
        """The first check that an exchange fails, and the cause, of which nothing is kept; None if none."""
        finding = self.finding(case, exchange, effect)
        return None if finding is None else (finding.check, finding.cause)

    def finding(self, case: Case, exchange: Exchange, effect: Effect | None) -> Finding | None:
        """The finding of the first check that an exchange fails, of which nothing is kept; None if none."""
        found = (self._safely(_found_by, check, case, exchange, effect) for check in self.checks)
        return next((each for each in found if each and not self._is_acknowledged(each)), None)

    def _note_accepted(self, case: Case, *, found: bool) -> None:
        """Remember an accepted message."""
        bodies = self.accepted.setdefault(case.type, [])
        bodies.append(case.body)
        if len(bodies) >= budget.ACCEPTED_KEPT:
            self.shown(case.type)
        if case.category in ACCEPTABLE:
            _keep(self.flawed if found else self.sound, (case.category, case.type), case.body)
            self.case_source.first_accepted = self.case_source.first_accepted or case

    def _note_reply(self, body: bytes, type: str) -> None:
        """Remember what is replied, until it is known that not all replies are alike."""
        if body in self.replies or len(self.replies) < budget.REPLIES_KEPT:
            self.replies.setdefault(body, set()).add(type)
        is_read = type in self.case_source.contract.bundle.replies
        if not is_read and len(self.acknowledgements) < budget.ACKNOWLEDGEMENTS_KEPT:
            self.acknowledgements.add(_unnumbered(body))

    def _is_acknowledged(self, finding: Finding) -> bool:
        """Whether a reply is one by which the handler acknowledges any message, and no answer."""
        reply = finding.exchange.reply
        if reply is None or _unnumbered(reply.body) not in self.acknowledgements:
            return False
        checks = (check for check in self.checks if check.id == finding.check)
        return any(isinstance(check, Replies) and not check.is_answered(finding) for check in checks)

    @property
    def models(self) -> Models:
        """Accepted messages to compare failing ones with; the flawed ones where there are no others."""
        return {**self.flawed, **self.sound}

    def shown(self, type: str) -> Accepted:
        """The places near the top of the accepted messages of a type: only a failure has to know them."""
        places, bodies = self.places.setdefault(type, set()), self.accepted.pop(type, ())
        for body in bodies:
            note_places(body, places)
        return places

    def skips(self) -> list[Skip]:
        """Which checks could not judge everything, and what is not told of what they saw."""
        unable = [self.unable[check.id] for check in self.checks if check.id in self.unable]
        return [*unable, *self.failing.skips()]

    def _judge_by(
        self, check: Check, case: Case, exchange: Exchange, effect: Effect | None
    ) -> Finding | None:
        finding = check.judge(case, exchange, effect)
        if finding is None or self._is_acknowledged(finding):
            return None
        finding = self._blamed(finding)
        if finding is None:
            return None
        if finding.exchange.timed_out and self.sender.most < float("inf"):
            expected = f"a reply or a closed connection within {self.sender.most:g} s"
            finding = replace(finding, expected=expected)
        self.failing.add(finding)
        return finding

    def keep(self, finding: Finding) -> None:
        """Keep a finding that was made where more than one exchange was needed to see it."""
        self.failing.add(finding)
        self.on_failure(finding)

    def _blamed(self, finding: Finding) -> Finding | None:
        """
        The finding without its condition, if the message fails in the same way before it is broken.

        None if that message fails only for what Vapi was shown never to send: the check of messages that are
        not broken tells of that.
        """
        if finding.case.category in SENT_BY_VAPI or finding.mark not in ((), cause_of(finding.exchange)):
            return finding
        if finding.symptom != self.case_source.baseline(finding.case):
            return finding
        sent = sent_by_vapi(finding.case, self.case_source.contract)
        if sent is not None and self.case_source.baseline(sent) != finding.symptom:
            return None
        return replace(finding, condition=None, hint=LIKEWISE)
