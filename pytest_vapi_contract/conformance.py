"""
The one run: generate, deliver, check, report. Every front end is a way to call it.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from itertools import count, islice
from typing import Any

from .checks import (
    FIRST,
    ODD,
    Case,
    Category,
    Explainer,
    Finding,
    OnInvalid,
    Report,
    Rule,
    Skip,
    again,
    concerns,
    in_order,
    merged,
    selected,
    united,
)
from .checks.explanation import PATIENCE
from .checks.generation import GENERATORS, generate
from .checks.outcome import Cause, Symptom, accepted, symptom_of
from .checks.shrinking import smallest
from .contract import Contract
from .delivery import Credentials, Exchange, Handler, Request, as_handler
from .errors import UnknownMessageType

Cases = Callable[[Category, str, Contract, int], Iterable[Case]]

#: How many messages of one kind (conforming, observed, mutations) of one message type are sent at most.
MAX_EXAMPLES = 100
#: How many sound messages are enough where the type is not first-class: the smallest, and realistic ones.
FEW = 13
#: Seconds after which nothing more is sent.
TIME_BUDGET = 30.0
#: Seconds beyond the budget in which findings may still be shrunk.
OVERTIME = 1.0
#: How many accepted messages of a type are kept to compare failing ones with.
MODELS = 8

ORDER: tuple[Category, ...] = (
    "conforming",
    "observed",
    "mutation",
    "disputed",
    "tomorrow",
    "text",
    "http",
    "credentials",
)
LIKEWISE = "conforming messages fail in the same way: begin with these"
#: What a plain function may raise to refuse a message.
REFUSALS = (ValueError,)
#: What a smaller message must still be, for the categories that have to be accepted.
ACCEPTABLE: Mapping[Category, frozenset[str]] = {
    "conforming": frozenset({"conforming"}),
    "observed": frozenset({"conforming", "disputed"}),
}
#: Seconds that a handler gets to reply even when the budget ends, and that it takes to say that it hangs.
LEAST, HANGS = 0.1, 5.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Progress:
    """
    How far a run has come.
    """

    done: int  #: Steps that are done; a step is all of one category and message type.
    steps: int
    exchanges: int
    failures: int  #: Exchanges that failed a check; failures with one cause become one finding.
    doing: str


OnProgress = Callable[[Progress], None]
#: Brings the user's state back.
Reset = Callable[[], object]
#: Tells the user's state: something comparable.
State = Callable[[], Any]


def run(
    handler: Handler,
    *,
    contract: Contract,
    types: Iterable[str] | None = None,
    checks: Iterable[str] | None = None,
    on_invalid: OnInvalid = "survive",
    max_examples: int = MAX_EXAMPLES,
    seed: int = 0,
    time_budget: float = TIME_BUDGET,
    state: State | None = None,
    reset: Reset | None = None,
    progress: OnProgress | None = None,
    cases: Cases = generate,
) -> Report:
    """
    Send everything that the checks ask for, and report what is wrong.

    Everything is the same for the same seed, unless the time budget ends it. Ctrl-C ends it too, and what
    was found by then is reported.
    """
    known = contract.message_types
    chosen = _chosen(types, known)
    rules = selected(
        checks,
        on_invalid=on_invalid,
        revision=contract.revision,
        refusals=() if handler.speaks_http else REFUSALS,
    )
    deadline = time.monotonic() + time_budget
    running = _Run(
        handler=handler,
        contract=contract,
        rules=rules,
        seed=seed,
        cases=cases,
        deadline=deadline,
        state=state,
        reset=reset,
    )
    return running.report(chosen, max_examples, progress)


def _limit(category: Category, type: str, max_examples: int) -> int:
    """
    How many cases are sent: of sound messages fewer where the type is not first-class.
    """
    few = category in ACCEPTABLE and type not in FIRST and max_examples <= MAX_EXAMPLES
    return min(max_examples, FEW) if few else max_examples


def _chosen(types: Iterable[str] | None, known: Sequence[str]) -> tuple[str, ...]:
    if types is None:
        return in_order(known)
    chosen = tuple(dict.fromkeys(types))
    for type in chosen:
        if type not in known:
            raise UnknownMessageType(type, known)
    return chosen


@dataclass(kw_only=True, slots=True)
class _Run:
    """
    A run under way.
    """

    handler: Handler
    contract: Contract
    rules: tuple[Rule, ...]
    seed: int
    cases: Cases
    deadline: float
    state: State | None = None
    reset: Reset | None = None
    began: float = field(default_factory=time.monotonic)
    exchanges: int = 0
    interrupted: bool = False
    failing: dict[tuple[Any, ...], list[Finding]] = field(default_factory=dict)
    models: dict[tuple[Category, str], list[Any]] = field(default_factory=dict)
    baselines: dict[str, Symptom | None] = field(default_factory=dict)
    skipped: list[Skip] = field(default_factory=list)

    def report(
        self,
        types: tuple[str, ...],
        max_examples: int,
        progress: OnProgress | None,
    ) -> Report:
        """
        Run, and report.
        """
        steps = [
            (category, type)
            for category in self._categories()
            for type in (types[:1] if category in ODD else types)
        ]
        with self._interruptible():
            for at, (category, type) in enumerate(steps):
                self._tell(progress, at, len(steps), f"{category} messages of {type}")
                if self._left() <= 0:
                    self._skip(f"{len(steps) - at} of {len(steps)} steps", "the time budget was used up")
                    break
                self._send(type, islice(self._cases(category, type), _limit(category, type, max_examples)))
        self.deadline = max(self.deadline, time.monotonic()) + OVERTIME
        self._tell(progress, len(steps), len(steps), "looking for the smallest messages")
        findings: list[Finding] = []
        with self._interruptible():
            findings = self._explained()
        return Report(
            handler=self.handler.name,
            revision=self.contract.revision,
            seed=self.seed,
            checks=tuple(rule.id for rule in self.rules if concerns(rule, self.handler)),
            types=types,
            findings=tuple(replace(each, again=again(self.handler, each.exchange)) for each in findings),
            exchanges=self.exchanges,
            seconds=time.monotonic() - self.began,
            skipped=tuple(self.skipped),
            interrupted=self.interrupted,
        )

    def _categories(self) -> list[Category]:
        wanted = frozenset[Category]().union(
            *(rule.categories for rule in self.rules if concerns(rule, self.handler))
        )
        return [category for category in ORDER if category in wanted and category in GENERATORS | ODD]

    def _cases(self, category: Category, type: str) -> Iterable[Case]:
        if category not in ODD:
            return self.cases(category, type, self.contract, self.seed)
        sound = self._sound(type)
        return ODD[category](self.handler, type, sound.body) if sound else ()

    def _sound(self, type: str) -> Case | None:
        """
        A small conforming message that is accepted; the smallest of all if none of the first few is.
        """
        for case in islice(self.cases("conforming", type, self.contract, self.seed), MODELS):
            exchange = self._deliver(case.request_to(self.handler))
            if exchange is None or exchange.timed_out:
                break
            if accepted(exchange):
                self.baselines[type] = None
                return replace(case, body=smallest(case.body, self._accepts_within(PATIENCE)))
        return self._first(type)

    def _accepts_within(self, tries: int) -> Callable[[Any], bool]:
        """
        A function that says whether a body conforms and is accepted, and no once it was asked too often.
        """
        left = count(tries, -1)

        def accepts(body: Any) -> bool:
            if self.contract.standing(body["message"]) != "conforming" or next(left) <= 0:
                return False
            exchange = self._deliver(self.handler.request(body))
            return exchange is not None and accepted(exchange)

        return accepts

    def _first(self, type: str) -> Case | None:
        """
        The smallest conforming message.
        """
        return next(iter(self.cases("conforming", type, self.contract, self.seed)), None)

    def _send(self, type: str, cases: Iterable[Case]) -> None:
        """
        Send the cases of one step; it ends with the first that is not answered in time.
        """
        for case in cases:
            exchange = self._deliver(case.request_to(self.handler))
            if exchange is None:
                self._skip(f"{case.type}, from {case.id} on", "the time budget was used up")
                return
            self._judge(case, exchange)
            if exchange.timed_out:
                self._skip(f"{type}, {case.category} messages after {case.id}", "the handler hangs")
                return

    def _judge(self, case: Case, exchange: Exchange) -> None:
        for rule in self.rules:
            finding = rule.judge(case, exchange)
            if finding is not None:
                finding = self._blamed(finding)
                group = (rule.id, case.type, finding.cause, bool(finding.circumstance))
                self.failing.setdefault(group, []).append(finding)
        models = self.models.setdefault((case.category, case.type), [])
        if case.category in ACCEPTABLE and len(models) < MODELS and accepted(exchange):
            models.append(case.body)

    def _blamed(self, finding: Finding) -> Finding:
        """
        The finding without its circumstance, if the smallest conforming message fails in the same way.
        """
        if finding.case.category in ACCEPTABLE or finding.symptom != self._baseline(finding.type):
            return finding
        if finding.case.category == "credentials":
            return replace(finding, verdict="is not turned away")
        return replace(finding, circumstance="", hint=LIKEWISE)

    def _baseline(self, type: str) -> Symptom | None:
        if type not in self.baselines:
            first = self._first(type)
            exchange = self._deliver(first.request_to(self.handler)) if first else None
            failed = exchange is not None and not accepted(exchange)
            self.baselines[type] = symptom_of(exchange) if exchange and failed else None
        return self.baselines[type]

    def _explained(self) -> list[Finding]:
        findings = merged(finding for group in self.failing.values() for finding in self._explain(group))
        known = {(finding.cause, finding.circumstance) for finding in findings if finding.check == "accepts"}
        broken = {finding.cause for finding in findings if finding.check == "survives"}
        told = [each for each in findings if not self._says_nothing_new(each, known)]
        told = [each for each in told if each.check != "malformed" or each.cause not in broken]
        return sorted(told, key=lambda each: each.hint == LIKEWISE)

    @staticmethod
    def _says_nothing_new(finding: Finding, known: set[tuple[Cause, str]]) -> bool:
        """
        Whether conforming messages fail in the same way.
        """
        if finding.check == "accepts":
            return False
        same_cause = finding.cause in {cause for cause, _ in known}
        if finding.check == "observed":
            crashed = finding.cause[0] == "crash" and same_cause
            return crashed or (finding.cause, finding.circumstance) in known
        return not finding.circumstance and same_cause

    def _explain(self, group: list[Finding]) -> list[Finding]:
        standings = ACCEPTABLE.get(group[0].case.category)
        if standings is None or self.interrupted:
            return [united(group)]

        def allowed(body: Any) -> bool:
            return self.contract.standing(body["message"]) in standings

        explainer = Explainer(deliver=lambda body: self._deliver(self.handler.request(body)), allowed=allowed)
        return explainer.explained(group, self._models_for(group[0].case), self._failing_otherwise(group[0]))

    def _failing_otherwise(self, finding: Finding) -> list[Any]:
        """
        Messages of the same type that the same check finds fault with for another cause.
        """
        groups = (group for key, group in self.failing.items() if key[:2] == (finding.check, finding.type))
        return [each.case.body for group in groups for each in group if each.cause != finding.cause]

    def _models_for(self, case: Case) -> list[Any]:
        """
        Accepted messages to compare with: conforming ones, for a production-like message such ones, too.
        """
        categories = dict.fromkeys(("conforming", case.category))
        return [model for category in categories for model in self.models.get((category, case.type), [])]

    def _deliver(self, request: Request) -> Exchange | None:
        """
        Send a request; None if there is no time left to wait for the reply.
        """
        patience, left = self.handler.timeout, self._left()
        if left <= 0:
            return None
        if self.reset is not None:
            self.reset()
        self.handler.timeout = min(patience, max(left, LEAST))
        try:
            exchange = self.handler.deliver(request)
        finally:
            self.handler.timeout = patience
        self.exchanges += 1
        cut = exchange.timed_out and exchange.seconds < min(patience, HANGS)
        return None if cut else exchange

    def _left(self) -> float:
        return self.deadline - time.monotonic()

    def _skip(self, what: str, why: str) -> None:
        self.skipped.append(Skip(what=what, why=why))

    def _tell(self, progress: OnProgress | None, done: int, steps: int, doing: str) -> None:
        if progress is not None:
            progress(
                Progress(
                    done=done, steps=steps, exchanges=self.exchanges, failures=self.failures, doing=doing
                )
            )

    @property
    def failures(self) -> int:
        """
        How many exchanges have failed a check.
        """
        return sum(map(len, self.failing.values()))

    @contextmanager
    def _interruptible(self) -> Iterator[None]:
        try:
            yield
        except KeyboardInterrupt:
            self.interrupted = True
            self._skip("the rest", "interrupted")


def check_handler(
    handler: Any,
    *,
    path: str = "/",
    secret: str | None = None,
    credentials: Credentials | None = None,
    revision: str | None = None,
    contract: Contract | None = None,
    types: Iterable[str] | None = None,
    checks: Iterable[str] | None = None,
    on_invalid: OnInvalid = "survive",
    max_examples: int = MAX_EXAMPLES,
    seed: int = 0,
    time_budget: float = TIME_BUDGET,
    state: State | None = None,
    reset: Reset | None = None,
    allow_remote: bool = False,
    progress: OnProgress | None = None,
) -> Report:
    """
    Check a handler against the contract, and report everything that is wrong with it.

    `handler` is anything that `as_handler` takes; `path`, `secret`, `credentials` and `allow_remote` are its
    options. `types` and `checks` are names, all by default. What is invalid has to be survived;
    `on_invalid="reject"` demands that it is refused. At most `max_examples` messages of one kind and type
    are sent, and none after `time_budget` seconds. `reset` is called before each exchange, to bring your
    state back; `state` returns something comparable that tells your state.
    """
    contract = contract or Contract.load(revision)
    target = as_handler(handler, path=path, secret=secret, credentials=credentials, allow_remote=allow_remote)
    with nullcontext(target) if target is handler else target:
        return run(
            target,
            contract=contract,
            types=types,
            checks=checks,
            on_invalid=on_invalid,
            max_examples=max_examples,
            seed=seed,
            time_budget=time_budget,
            state=state,
            reset=reset,
            progress=progress,
        )


def assert_handler_conforms(handler: Any, **options: Any) -> None:
    """
    The handler keeps the contract; the `AssertionError` lists every finding.

    The options are those of `check_handler`.
    """
    __tracebackhide__ = True
    report = check_handler(handler, **options)
    if not report.ok:
        raise AssertionError(f"{report.handler} breaks the contract\n\n{report}")
