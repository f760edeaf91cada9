"""What the zoo knows of a handler: what is wrong with it, and what a run has to say."""

import importlib
import linecache
import re
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any

from pytest_vapi_contract import Report, check_handler
from pytest_vapi_contract.cases.condition import MISSING, value_at
from pytest_vapi_contract.cases.condition import Path as Place
from pytest_vapi_contract.checks import Read
from pytest_vapi_contract.conformance import RunOptions, replay
from pytest_vapi_contract.conformance.turns.schedule_names import Schedule
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.delivery import Credentials, Handler, as_handler
from pytest_vapi_contract.delivery.time_limits import TIMEOUT
from pytest_vapi_contract.findings import Finding
from pytest_vapi_contract.json_paths import Object
from pytest_vapi_contract.samples import sample

ZOO = Path(__file__).resolve().parent
#: Seconds that no run needs: what is found must not depend on how busy the machine is.
ENOUGH = 300.0
#: Enough messages to show how a reply is wrong, whatever they are.
FEW = {"max_examples": 12}
#: What exhibits are about that keep the text of turns.
OF_TURNS: dict[str, Any] = {
    "types": ("model-output",),
    "checks": ("accepts", "observed", "turns"),
    "quick": FEW,
}


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """What a finding has to say."""

    check: str
    title: str  #: Words that its title contains.
    line: str = ""  #: The line of the handler that is to blame, where it breaks.
    status: int | None = None  #: What it answers, where it does not break.
    says: str = ""  #: Words that the rest of the finding contains.

    def is_met_by(self, finding: Finding) -> bool:
        """Whether a finding says all that."""
        return (
            finding.check == self.check
            and self.title in finding.title
            and blamed(finding) == self.line
            and (self.status is None or answered(finding) == self.status)
            and self.says in str(finding)
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class Exhibit:
    """
    A handler, and what a run has to find in it: nothing, if it is correct. Its module says what is wrong.

    A fault has one finding; where it honestly has more, the exhibit says why.
    """

    handler: str = "app"  #: The attribute of its module; with brackets behind it, a factory.
    types: tuple[str, ...] = ("hang",)  #: The message types that it is about: enough for a quick run.
    expected: tuple[Expected, ...] = ()
    kind: str | None = None
    secret: str | None = None
    credentials: Credentials | None = None
    timeout: float = TIMEOUT
    quick: dict[str, Any] = field(default_factory=dict[str, Any])  #: Options of a quick run alone.
    handles: tuple[str, ...] = ()  #: The message types of which it claims that it acts on them.
    checks: tuple[str, ...] | None = None  #: What is checked; by default everything.
    state: Callable[[], Any] | None = None
    reset: Callable[[], object] | None = None
    read: Read | None = None
    schedules: tuple[Schedule, ...] = ()  #: How else the messages of turns are delivered than in order.
    within: int = 0  #: The exchanges within which a longer search finds it, if no usual run does.
    proof: tuple[Object, ...] = ()  #: Messages that show such a fault, in their order: the last one fails.

    @property
    def probes(self) -> dict[str, Any]:
        """The options by which a run sees what the handler does."""
        names = ("state", "reset", "read", "schedules", "handles")
        return {name: getattr(self, name) for name in names}


def faulty(
    check: str, title: str, *, line: str = "", status: int | None = None, says: str = "", **shown: Any
) -> Exhibit:
    """A handler with one fault, and what the one finding has to say of it."""
    expected = Expected(check=check, title=title, line=line, status=status, says=says)
    return Exhibit(expected=(expected,), **shown)


def replier(
    says: str,
    *,
    type: str = "tool-calls",
    check: str = "replies",
    title: str = "returns a reply that Vapi cannot use",
    **shown: Any,
) -> Exhibit:
    """A handler that means to answer messages of a type, and does it wrong in one way."""
    answered: dict[str, Any] = {"types": (type,), "handles": (type,), "checks": (check,), "quick": FEW}
    return faulty(check, f"{type} {title}", says=says, **answered, **shown)


def actor(type: str, title: str, *, status: int | None = 200, **shown: Any) -> Exhibit:
    """A handler that acts on messages of a type, and whose state shows that it does it wrong in one way."""
    acting: dict[str, Any] = {"types": (type,), "handles": (type,), "quick": FEW}
    return faulty("effects", f"{type} {title}", status=status, **acting, **shown)


def answering(type: str = "tool-calls", **shown: Any) -> Exhibit:
    """A handler that answers messages of a type as Vapi needs it."""
    checks = ("accepts", "observed", "replies")
    return Exhibit(types=(type,), handles=(type,), checks=checks, quick=FEW, **shown)


def rare(check: str, title: str, *, within: int, proof: tuple[Object, ...], **shown: Any) -> Exhibit:
    """A handler with one fault that only a longer search finds, and messages that show it."""
    return faulty(check, title, within=within, proof=proof, **shown)


def like(type: str, **parts: Any) -> Object:
    """The least message of a type with these properties."""
    return sample(type, detail="minimal", unchecked=True, **parts)


def stored(id: str) -> Object:
    """The least record of something with this id."""
    times = dict.fromkeys(("createdAt", "updatedAt"), "2026-07-16T16:47:05.659Z")
    return {"id": id, "orgId": "acme", **times}


def captions(title: str, *, read: Read, **shown: Any) -> Exhibit:
    """A handler that has the wrong text of a turn; `read` returns it."""
    return faulty("turns", title, read=read, **OF_TURNS, **shown)


def right_captions(read: Read, **shown: Any) -> Exhibit:
    """A handler that has the right text of each turn; `read` returns it."""
    return Exhibit(read=read, **OF_TURNS, **shown)


def names(hall: str) -> list[str]:
    """The names of the exhibits in a hall: `faulty`, `correct` or `rare`."""
    return sorted(path.stem for path in (ZOO / hall).glob("*.py"))


def opened(hall: str, name: str) -> ModuleType:
    """The module of an exhibit, with its state as it was in the beginning."""
    path = f"tests.zoo.{hall}.{name}"
    sys.modules.pop(path, None)
    return importlib.import_module(path)


def checked(module: ModuleType, **options: Any) -> Report:
    """The report of a run over an exhibit."""
    exhibit: Exhibit = module.EXHIBIT
    with handler_of(module) as handler:
        return check_handler(handler, time_budget=ENOUGH, **exhibit.probes, **options)


def handler_of(module: ModuleType) -> Handler:
    """The handler that an exhibit shows."""
    exhibit: Exhibit = module.EXHIBIT
    return as_handler(
        f"{module.__name__}:{exhibit.handler}",
        path="/webhook",
        kind=exhibit.kind,
        secret=exhibit.secret,
        credentials=exhibit.credentials,
        timeout=exhibit.timeout,
    )


def untrue(module: ModuleType, report: Report) -> list[str]:
    """
    The findings whose evidence is not about what their title says, or not what comes back another time.

    A handler that hangs is not asked again: it takes as long as the first time.
    """
    module = opened(*module.__name__.split(".")[-2:])
    exhibit: Exhibit = module.EXHIBIT
    options = RunOptions(contract=newest(), seed=report.seed, **exhibit.probes)
    told = []
    with handler_of(module) as handler:
        for finding in report.findings:
            if finding.exchange.timed_out:
                continue
            again = replay(handler, finding.replay, options)
            shown = [(each.title, outcome_of(each)) for each in again.report.findings]
            if not names_what_is_missing(finding) or outcome_of(finding) not in [each for _, each in shown]:
                told.append(f"{finding}\n\nagain: {shown}")
    return told


def outcome_of(finding: Finding) -> tuple[Any, ...]:
    """What came back, as far as it is the same another time."""
    crash, ids = finding.exchange.crash, re.compile("0x[0-9a-f]+|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
    return answered(finding), crash and (crash.type, ids.sub("", crash.message), crash.line)


def names_what_is_missing(finding: Finding) -> bool:
    """
    Whether the title names what a KeyError names: as missing, or as what an object there lacks.

    A name that is a value of the message was looked up in something else.
    """
    crash, condition = finding.exchange.crash, finding.condition
    if crash is None or crash.type != "KeyError" or condition is None:
        return True
    name, body = crash.message.strip("'"), finding.case.body
    places = [path for path in condition.places if path[:1] == ("message",)]
    return not places or any(_lacks(name, path, value_at(body, path)) for path in places)


def _lacks(name: str, path: Place, there: Any) -> bool:
    if there is MISSING:
        return name in (path[-1], str(None))
    return name == str(there) or (isinstance(there, dict) and name not in there)


def is_as_expected(report: Report, exhibit: Exhibit) -> bool:
    """Whether a report says what is expected of it, and nothing else."""
    return not unmet(report, exhibit) and len(report.findings) == len(exhibit.expected)


def unmet(report: Report, exhibit: Exhibit) -> list[Expected]:
    """What is expected of a report, and not in it."""
    return [each for each in exhibit.expected if not any(map(each.is_met_by, report.findings))]


def blamed(finding: Finding) -> str:
    """The line of source code at which a handler broke; empty if it did not, or not in its own code."""
    crash = finding.exchange.crash
    own = crash is not None and crash.file is not None and Path(crash.file).resolve().is_relative_to(ZOO)
    return linecache.getline(str(crash.file), crash.line or 0).strip() if crash and own else ""


def answered(finding: Finding) -> int | None:
    """The status of the reply."""
    return finding.exchange.reply.status if finding.exchange.reply else None
