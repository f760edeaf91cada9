"""
Properties that production adds to each message of a type, though the schema does not list them.

A handler that needs one is right for production: that a valid message lacks it is a note. What the schema
lists and does not require may be missing, whatever was captured: a handler that needs it is failed.
"""

from dataclasses import replace

from ..cases.condition import MESSAGE, Kind
from ..contract import Contract
from ..findings import Finding

HINT = "the schema does not list this property, but production is known to send it in each such message"


def in_view_of_production(finding: Finding, contract: Contract) -> Finding:
    """The finding, as a note if valid messages fail for want of what is never missing in production."""
    condition = finding.condition
    if finding.case.category != "conforming" or condition is None or condition.kind != Kind.MISSING:
        return finding
    if len(condition.where) != 2 or condition.where[0] != MESSAGE:
        return finding
    if not all(_adds(condition.where[1], type, contract) for type in finding.types):
        return finding
    return replace(finding, severity="note", hint=HINT)


def _adds(name: str | int, type: str, contract: Contract) -> bool:
    """Whether production adds a property to each message of a type."""
    schema = contract.bundle.messages.get(type)
    if schema is None or name in schema.get("properties", {}):
        return False
    from ..samples import sample  # noqa: PLC0415 - a run that finds nothing makes no message

    return name in sample(type, contract=contract, reading="observed", detail="minimal")
