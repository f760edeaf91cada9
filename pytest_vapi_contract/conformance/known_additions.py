"""
Properties that production adds to each message of a type, though the schema does not list them.

A handler that needs one is right for production: that a valid message lacks it is a note. What the schema
lists and does not require may be missing, whatever was captured: a handler that needs it is failed.
"""

from collections.abc import Iterable
from dataclasses import replace

from ..cases.condition import MESSAGE, Condition, Kind, missing
from ..contract import Contract
from ..findings import Finding
from ..json_paths import Object, without
from ..wire_envelope import envelope
from .made_up_tools import FailsLikewise, decides

HINT = "the schema does not list this property, but production is known to send it in each such message"


def with_known_additions(finding: Finding, contract: Contract, fails: FailsLikewise) -> Finding:
    """
    The finding, as a note if valid messages fail for want of what is never missing in production.

    Where its condition is not known, as of a message that is sent once more, the message is tried with it.
    """
    if finding.case.category != "conforming":
        return finding
    if finding.condition is None:
        is_lacking = len(finding.types) == 1 and _lacks_what_is_added(finding, contract, fails)
        finding = replace(finding, condition=_lacking(finding, contract, fails)) if is_lacking else finding
    else:
        is_lacking = _is_about_what_is_added(finding.condition, finding.types, contract)
    return replace(finding, severity="note", hint=HINT) if is_lacking else finding


def _is_about_what_is_added(condition: Condition, types: Iterable[str], contract: Contract) -> bool:
    if condition.kind != Kind.MISSING or len(condition.where) != 2 or condition.where[0] != MESSAGE:
        return False
    return all(condition.where[1] in _added(type, contract) for type in types)


def _lacks_what_is_added(finding: Finding, contract: Contract, fails: FailsLikewise) -> bool:
    message = finding.case.body[MESSAGE]
    added = _added(finding.case.type, contract)
    return decides(fails, [envelope(message), envelope({**added, **message})])


def _lacking(finding: Finding, contract: Contract, fails: FailsLikewise) -> Condition | None:
    """That one of those is missing without which the message fails; None if there is none."""
    message = finding.case.body[MESSAGE]
    whole = envelope({**_added(finding.case.type, contract), **message})
    paths = [(MESSAGE, name) for name in whole[MESSAGE] if name not in message]
    decisive = [path for path in paths if fails(without(whole, path))]
    return missing(*decisive) if decisive else None


def _added(type: str, contract: Contract) -> Object:
    """What production adds at the top of each message of a type."""
    schema = contract.bundle.messages.get(type)
    if schema is None:
        return {}
    from ..samples import sample  # noqa: PLC0415 - a run that finds nothing makes no message

    message = sample(type, contract=contract, reading="observed", detail="minimal")
    return {name: value for name, value in message.items() if name not in schema.get("properties", {})}
