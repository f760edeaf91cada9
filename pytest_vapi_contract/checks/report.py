"""
What a run has found.
"""

from dataclasses import dataclass, replace
from shlex import quote

from ..cases.skip import Skip, counted
from ..json_paths import Object
from .finding import Finding


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """
    What a run has found.
    """

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

    @property
    def ok(self) -> bool:
        """
        Whether nothing was found.
        """
        return not self.findings

    @property
    def untested(self) -> Skip | None:
        """
        What stands in the way of saying that nothing is wrong: something of which nothing was sent.
        """
        return next((skip for skip in self.skipped if skip.whole), None)

    @property
    def summary(self) -> str:
        """
        The run in one line.
        """
        return (
            f"{counted(len(self.findings), 'finding')} in {counted(self.exchanges, 'exchange')}, "
            f"{counted(len(self.types), 'message type')}, {self.seconds:.1f} s "
            f"(revision {self.revision}, seed {self.seed})"
        )

    def with_replay(self, command: str) -> "Report":
        """
        The report with a line in each finding that repeats its exchange: a command, and the text behind it.
        """
        findings = (
            replace(each, again=(f"{command}{quote(each.replay)}", *each.again)) for each in self.findings
        )
        return replace(self, findings=tuple(findings))

    def __str__(self) -> str:
        skipped = [f"skipped {skip}" for skip in self.skipped]
        return "\n\n".join([*map(str, self.findings), "\n".join([*skipped, self.summary])])

    def to_json(self) -> Object:
        """
        The report as JSON. `version` changes when a field does.
        """
        return {
            "report": "vapi-contract",
            "version": 1,
            "ok": self.ok,
            "handler": self.handler,
            "revision": self.revision,
            "seed": self.seed,
            "checks": list(self.checks),
            "types": list(self.types),
            "exchanges": self.exchanges,
            "seconds": round(self.seconds, 3),
            "interrupted": self.interrupted,
            "skipped": [{"what": skip.what, "why": skip.why} for skip in self.skipped],
            "findings": [finding.to_json() for finding in self.findings],
        }
