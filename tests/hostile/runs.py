"""A run against a hostile handler by one front end, and what holds of each, whatever the handler does."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.hostile.front_ends import JUNIT, REPORT
from tests.hostile.handlers import Attack
from tests.hostile.processes import Ended, Job
from tests.hostile.secret import SECRET, told_in
from tests.hostile.target import KIND, NAME, PLACE

#: Few messages of one type, which every handler here gets wrong.
USUAL: Mapping[str, Any] = {
    "type": ["hang"],
    "check": ["accepts"],
    "max-examples": 3,
    "time-budget": 4.0,
    "timeout": 1.5,
    "secret": SECRET,
}
#: The same options of `check_handler`, where they have another name.
IN_PYTHON = {"type": "types", "check": "checks"}
#: Seconds beyond its budget that a run may take, and those that a busy machine may add to one that waits for
#: nothing, if nobody has measured them.
BEYOND, BUSY = 2.0, 10.0
#: Seconds after which a process is killed that goes on nevertheless.
PATIENCE = 20.0
#: Megabytes that a run may take.
MOST_MEMORY = 300
#: A traceback with our code in it; the guard's own line says that the handler ends the process.
OURS = re.compile(r'File ".*pytest_vapi_contract[/\\](?!delivery[/\\]process_guard).*", line|INTERNALERROR')


@dataclass(frozen=True, kw_only=True)
class Result:
    """What a run against a hostile handler came to."""

    ended: Ended
    text: str  #: All that was printed.
    report: Mapping[str, Any]  #: Empty if there is none.

    @property
    def failures(self) -> list[str]:
        """The findings that fail a run."""
        failing = self.report.get("fail_on", ())
        return [each["code"] for each in self.report.get("findings", ()) if each["severity"] in failing]

    @property
    def codes(self) -> list[str]:
        """The codes of what was found."""
        return [finding["code"] for finding in self.report.get("findings", ())]


def job(
    target: str,
    kind: str,
    front_end: str,
    directory: Path,
    options: Mapping[str, Any] | None = None,
    place: str = PLACE,
) -> Job:
    """The run of a front end against a handler, given as "module:name", or against a URL."""
    given = {**USUAL, **(options or {})}
    environ = {NAME: target, KIND: kind, "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1", "PYTHONIOENCODING": "ascii"}
    limit = given["time-budget"] + PATIENCE
    args = ARGS[front_end](place, given, directory)
    return Job(front_end=front_end, args=args, directory=str(directory), environ=environ, limit=limit)


def _python(place: str, options: Mapping[str, Any], directory: Path) -> Sequence[str]:
    named = {IN_PYTHON.get(name, name.replace("-", "_")): value for name, value in options.items()}
    return [place, json.dumps(named), str(directory / REPORT)]


def _command(place: str, options: Mapping[str, Any], directory: Path) -> Sequence[str]:
    return ["check", place, *_flags("--", options), f"--json={directory / REPORT}"]


def _pytest(place: str, options: Mapping[str, Any], directory: Path) -> Sequence[str]:
    files = [f"--vapi-report={directory / REPORT}", f"--junitxml={directory / JUNIT}"]
    quiet = ["-p", "pytest_vapi_contract.plugin", "-p", "no:cacheprovider", "-W", "ignore"]
    return [*quiet, f"--vapi-handler={place}", *_flags("--vapi-", options), *files]


def _flags(prefix: str, options: Mapping[str, Any]) -> list[str]:
    values = ((name, value if isinstance(value, list) else [value]) for name, value in options.items())
    return [f"{prefix}{name}={each}" for name, several in values for each in several]


ARGS = {"python": _python, "command": _command, "pytest": _pytest}


def result_of(ended: Ended) -> Result:
    """What a process has left behind."""
    report, junit = ended.directory / REPORT, ended.directory / JUNIT
    told = report.read_text(encoding="utf-8") if report.exists() else ""
    written = junit.read_text(encoding="utf-8") if junit.exists() else ""
    text = "\n".join([ended.out, ended.err, told, written])
    return Result(ended=ended, text=text, report=json.loads(told) if told else {})


def lost(result: Result) -> list[str]:
    """Why a run that says that all is well is not believed."""
    if result.ended.status:
        return []
    why = [] if result.report.get("complete") else ["it is green, and does not say that it is complete"]
    return [*why, *(["it is green, and has findings"] if result.failures else [])]


def wrong_with(
    result: Result,
    options: Mapping[str, Any] | None = None,
    *,
    fails: bool = True,
    floor: float = BUSY,
) -> list[str]:
    """
    What should hold of every run against a hostile handler, and does not hold of this one.

    `fails` is whether it is known that the run must not be green; `floor` is the time of one that waits for
    nothing.
    """
    budget = {**USUAL, **(options or {})}["time-budget"]
    ended, text = result.ended, result.text
    unprintable = {each for each in text if not each.isprintable() and each not in "\n\t"}
    shown = OURS.search(text)
    held = {
        f"it ends with a status that says so, not {ended.status}": ended.status >= fails,
        f"it ends in time, not after {ended.seconds:.1f} s": ended.seconds < budget + BEYOND + floor,
        f"it takes little memory, not {ended.peak:.0f} MB": ended.peak < MOST_MEMORY,
        f"no traceback shows our code, as {shown} does": shown is None,
        f"nothing acts on a terminal, as {unprintable} do": not unprintable,
        f"no secret is told, as {told_in(text)}": not told_in(text),
        "it says what came of it": bool(ended.out.strip() or ended.err.strip()),
    }
    return [what for what, holds in held.items() if not holds]


def unseen(attack: Attack, result: Result) -> list[str]:
    """What must be seen of an attack, and was not."""
    text = result.text.replace("\\\\", "\\")
    code = [] if attack.finds in (None, *result.codes) else [f"{attack.finds}, but {result.codes}"]
    return code if attack.says in text else [*code, f"{attack.says!r}, but {text[:2_000]!r}"]
