"""
What the zoo knows of a handler: what is wrong with it, and what a run has to say.
"""

import importlib
import linecache
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

from pytest_vapi_contract import Report, check_handler
from pytest_vapi_contract.checks import Finding
from pytest_vapi_contract.delivery import Credentials, as_handler
from pytest_vapi_contract.delivery.handler import TIMEOUT

ZOO = Path(__file__).resolve().parent
#: Seconds that no run needs: what is found must not depend on how busy the machine is.
ENOUGH = 300.0


@dataclass(frozen=True, kw_only=True, slots=True)
class Expected:
    """
    What a finding has to say.
    """

    check: str
    title: str  #: Words that its title contains.
    line: str = ""  #: The line of the handler that is to blame, where it breaks.
    status: int | None = None  #: What it answers, where it does not break.
    says: str = ""  #: Words that the rest of the finding contains.

    def is_met_by(self, finding: Finding) -> bool:
        """
        Whether a finding says all that.
        """
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
    A handler, and what a run has to find in it: nothing, if it is correct.

    A fault has one finding; where it honestly has more, the exhibit says why.
    """

    fault: str = ""
    handler: str = "app"  #: The attribute of its module; with brackets behind it, a factory.
    types: tuple[str, ...]  #: The message types that it is about: enough for a quick run.
    expected: tuple[Expected, ...] = ()
    kind: str | None = None
    secret: str | None = None
    credentials: Credentials | None = None
    timeout: float = TIMEOUT
    state: Callable[[], Any] | None = None
    reset: Callable[[], object] | None = None


def names(hall: str) -> list[str]:
    """
    The names of the exhibits in a hall: `faulty` or `correct`.
    """
    return sorted(path.stem for path in (ZOO / hall).glob("*.py"))


def opened(hall: str, name: str) -> ModuleType:
    """
    The module of an exhibit, with its state as it was in the beginning.
    """
    path = f"tests.zoo.{hall}.{name}"
    sys.modules.pop(path, None)
    return importlib.import_module(path)


def checked(module: ModuleType, **options: Any) -> Report:
    """
    The report of a run over an exhibit.
    """
    exhibit: Exhibit = module.EXHIBIT
    handler = as_handler(
        f"{module.__name__}:{exhibit.handler}",
        path="/webhook",
        kind=exhibit.kind,
        secret=exhibit.secret,
        credentials=exhibit.credentials,
        timeout=exhibit.timeout,
    )
    with handler:
        return check_handler(handler, time_budget=ENOUGH, state=exhibit.state, reset=exhibit.reset, **options)


def is_as_expected(report: Report, exhibit: Exhibit) -> bool:
    """
    Whether a report says what is expected of it, and nothing else.
    """
    return not unmet(report, exhibit) and len(report.findings) == len(exhibit.expected)


def unmet(report: Report, exhibit: Exhibit) -> list[Expected]:
    """
    What is expected of a report, and not in it.
    """
    return [each for each in exhibit.expected if not any(map(each.is_met_by, report.findings))]


def blamed(finding: Finding) -> str:
    """
    The line of source code at which a handler broke; empty if it did not, or not in its own code.
    """
    crash = finding.exchange.crash
    own = crash is not None and crash.file is not None and Path(crash.file).resolve().is_relative_to(ZOO)
    return linecache.getline(str(crash.file), crash.line or 0).strip() if crash and own else ""


def answered(finding: Finding) -> int | None:
    """
    The status of the reply.
    """
    return finding.exchange.reply.status if finding.exchange.reply else None
