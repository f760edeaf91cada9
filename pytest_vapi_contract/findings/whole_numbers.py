"""A timestamp was a whole number in every capture since 2024-11, although the schema allows any number."""

from dataclasses import replace

from ..cases.case import VALID
from ..cases.condition import MESSAGE, Kind
from .finding import Finding

#: Where a message has its time.
TIMESTAMP = (MESSAGE, "timestamp")
ONLY_WHOLE = "the schema allows a fraction here, but only whole milliseconds were ever captured"


def without_fractions(finding: Finding) -> Finding:
    """The finding; a note, if only a fraction of a millisecond is refused, which Vapi never sends."""
    if finding.case.category not in VALID or finding.mark or not _is_fraction(finding):
        return finding
    return replace(finding, severity="note", hint=ONLY_WHOLE)


def _is_fraction(finding: Finding) -> bool:
    condition = finding.condition
    if condition is None or condition.where != TIMESTAMP or condition.kind != Kind.VALUE:
        return False
    return condition.type == "number" and not float(condition.value).is_integer()
