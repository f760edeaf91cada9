"""A report as every text that is shown of it: data that can leave the process in which the run was."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Self

from ..json_paths import Object


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedFinding:
    """A finding as text."""

    json: Object  #: As it is in the JSON report.
    title: str  #: Severity and title.
    brief: str  #: The title with what decides first: a line that may be cut.
    text: str  #: All of it.
    fails: bool  #: Whether it fails the run.
    #: What the handler printed in the exchange that is shown, by where it did so: "stdout", "stderr", "log".
    printed: Mapping[str, str] = field(default_factory=dict[str, str])

    def concerns(self, check: str, type: str = "") -> bool:
        """Whether a check has found it, with messages of a type if one is given."""
        return self.json["check"] == check and (not type or type in self.json["types"])


@dataclass(frozen=True, kw_only=True, slots=True)
class RenderedReport:
    """A report as text."""

    json: Object  #: The JSON report.
    findings: tuple[RenderedFinding, ...]  #: The most severe first.
    skipped: tuple[str, ...]  #: Each thing that was not tested, or is known, in a line.
    warning: str  #: That the run is incomplete; empty if it is complete.

    may_be_incomplete: bool  #: Whether an incomplete run may be in order.

    @property
    def ok(self) -> bool:
        """Whether the run is in order."""
        return bool(self.json["ok"])

    @property
    def complete(self) -> bool:
        """Whether everything was sent that every run sends."""
        return bool(self.json["complete"])

    @property
    def why_incomplete(self) -> str:
        """Why the first thing was not sent that every run sends; empty in a complete run."""
        return next((skip["why"] for skip in self.json["skipped"] if skip["essential"]), "")

    @property
    def failures(self) -> tuple[RenderedFinding, ...]:
        """The findings that fail the run."""
        return tuple(finding for finding in self.findings if finding.fails)

    def about(self, check: str, type: str = "") -> Self:
        """The part of it that is about a check, and about messages of a type if one is given."""
        found = tuple(finding for finding in self.findings if finding.concerns(check, type))
        types = [type] if type else self.json["types"]
        json = self.json | {"checks": [check], "types": types, "findings": [each.json for each in found]}
        return replace(self, json=json, findings=found)

    def to_json(self) -> Object:
        """It as JSON."""
        return asdict(self)

    @classmethod
    def from_json(cls, told: Object) -> Self:
        """It as it was before `to_json`."""
        fields: Object = {**told, "skipped": tuple(told["skipped"])}
        fields["findings"] = tuple(RenderedFinding(**each) for each in told["findings"])
        return cls(**fields)
