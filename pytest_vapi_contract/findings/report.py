"""What a run has found."""

from dataclasses import asdict, dataclass, replace
from importlib.metadata import PackageNotFoundError, version
from shlex import quote

from ..cases.skip import Skip, counted, counted_findings, told_skips
from ..json_paths import Object
from ..report_formats.lines import incomplete, settled_lines
from ..report_formats.severity_order import FAILING, Severity
from .baseline import BaselineEntry
from .finding import Finding
from .latency import UNMEASURED, Latency
from .search_summary import SearchSummary

#: The version of the JSON report.
VERSION = 1


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """What a run has found."""

    handler: str
    revision: str
    seed: int
    checks: tuple[str, ...]
    types: tuple[str, ...]
    findings: tuple[Finding, ...]
    exchanges: int
    seconds: float
    skipped: tuple[Skip, ...] = ()
    interrupted: bool = False  #: Ended by Ctrl-C.
    allow_incomplete: bool = False  #: Whether an incomplete run may be in order.
    fail_on: tuple[Severity, ...] = FAILING  #: The severities of findings that fail it.
    needs: float = 0.0  #: Seconds that a complete run takes with a slow handler; 0 where that is not known.
    all_types: tuple[str, ...] = ()  #: The message types that there are, in order.
    usual: bool = False  #: Whether no fewer messages were sent than usual.
    accepted: tuple[BaselineEntry, ...] = ()  #: The entries of the baseline by which findings are accepted.
    ignored: tuple[BaselineEntry, ...] = ()  #: The findings that are ignored, as a baseline would have them.
    outdated: tuple[BaselineEntry, ...] = ()  #: The entries of the baseline that are no longer found.
    remarks: tuple[str, ...] = ()  #: What is worth knowing of the user's tools.
    latency: Latency = UNMEASURED  #: How long replies to valid messages take.
    search: SearchSummary | None = None  #: What a search did, if there was one.

    @property
    def ok(self) -> bool:
        """Whether nothing was found that fails a run, and everything that matters was sent."""
        return not self.failures and (self.complete or self.allow_incomplete)

    @property
    def complete(self) -> bool:
        """Whether everything was sent that every run sends."""
        return self.untested is None

    @property
    def thorough(self) -> bool:
        """Whether it is about all message types, with no fewer messages than usual."""
        is_whole = self.search is None or self.search.is_whole
        return is_whole and self.usual and {*self.types} >= {*self.all_types}

    @property
    def failures(self) -> tuple[Finding, ...]:
        """The findings that fail a run."""
        return tuple(finding for finding in self.findings if finding.severity in self.fail_on)

    @property
    def harmless(self) -> tuple[Finding, ...]:
        """The findings that do not fail this run because of `fail_on`."""
        return tuple(each for each in self.findings if not each.is_note and each.severity not in self.fail_on)

    @property
    def notes(self) -> tuple[Finding, ...]:
        """The findings that are worth knowing, and fail nothing."""
        return tuple(finding for finding in self.findings if finding.is_note)

    @property
    def untested(self) -> Skip | None:
        """The first thing that every run sends, and this one did not; None in a complete run."""
        return next((skip for skip in self.skipped if skip.essential), None)

    @property
    def warning(self) -> str:
        """That the run is incomplete, with the reasons and what to do; empty if it is complete."""
        return incomplete([(skip.what, skip.why) for skip in self.skipped if skip.essential], self.needs)

    def __bool__(self) -> bool:
        return self.ok

    @property
    def summary(self) -> str:
        """The run in one line."""
        found = counted_findings(len(self.failures), len(self.notes), len(self.harmless))
        return (
            f"{found} in {counted(self.exchanges, 'exchange')}, "
            f"{counted(len(self.types), 'message type')}, {self.seconds:.1f} s "
            f"(revision {self.revision}, seed {self.seed})"
        )

    def with_replay(self, command: str) -> "Report":
        """The report with a command in each finding that repeats its exchange; it ends with the replay id."""
        findings = (
            replace(each, again={"replay": f"{command}{quote(each.replay)}", **each.again})
            for each in self.findings
        )
        return replace(self, findings=tuple(findings))

    @property
    def told_remarks(self) -> tuple[str, ...]:
        """What is worth knowing, in lines."""
        return (*self.remarks, *(self.search.lines if self.search else ()))

    @property
    def settled(self) -> list[str]:
        """What is said of findings that are accepted or ignored, and of what no longer happens."""
        accepted, ignored = ([entry.code for entry in some] for some in (self.accepted, self.ignored))
        return settled_lines(accepted, ignored, list(map(str, self.outdated)))

    @property
    def asides(self) -> tuple[str, ...]:
        """What is said beside the findings, line by line: what was not tested, what is worth knowing."""
        return (*told_skips(self.skipped), *self.told_remarks, *self.settled)

    def __str__(self) -> str:
        lines = [*self.asides, self.latency.line, self.summary, self.warning]
        end = [line for line in lines if line]
        return "\n\n".join([*map(str, self.findings), "\n".join(end)])

    def to_json(self) -> Object:
        """The report as JSON. `version` changes when a field does."""
        return {
            "report": "vapi-contract",
            "version": VERSION,
            "ok": self.ok,
            "complete": self.complete,
            "fail_on": list(self.fail_on),
            "handler": self.handler,
            "revision": self.revision,
            "seed": self.seed,
            "checks": list(self.checks),
            "types": list(self.types),
            "exchanges": self.exchanges,
            "seconds": round(self.seconds, 3),
            "interrupted": self.interrupted,
            "skipped": [asdict(skip) for skip in self.skipped],
            "findings": [finding.to_json() for finding in self.findings],
            "accepted": [entry.code for entry in self.accepted],
            "ignored": [entry.code for entry in self.ignored],
            "outdated": [str(entry) for entry in self.outdated],
            "remarks": list(self.remarks),
            "latency": self.latency.to_json(),
            "search": self.search and self.search.to_json(),
            "merge": self._record(),
        }

    def _record(self) -> Object:
        """What it takes besides to merge it with other reports."""
        return {
            "package": package_version(),
            "all_types": list(self.all_types),
            "usual": self.usual,
            "allow_incomplete": self.allow_incomplete,
            "needs": self.needs,
            "accepted": [entry.to_json() for entry in self.accepted],
            "ignored": [entry.to_json() for entry in self.ignored],
            "outdated": [entry.to_json() for entry in self.outdated],
        }


def package_version() -> str:
    """The version of this package; empty where it is not installed."""
    try:
        return version("pytest-vapi-contract")
    except PackageNotFoundError:
        return ""
