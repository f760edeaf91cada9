"""What an example is in the eyes of the contract: a case that handlers have to accept, or to survive."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ..cases.case import VALID, Case, Category
from ..cases.condition import MISSING, type_of, value_at
from ..cases.family import Family
from ..contract import Contract, Violation
from ..json_paths import is_object, pointer
from ..wire_envelope import envelope
from .example import Edit, Example
from .schema_values import SchemaValues


def case_of(example: Example, contract: Contract, number: int) -> Case:
    """The case that an example is."""
    message = example.message
    category = _category(example, message, contract)
    return Case(
        id=f"{Family.DRAWN.id}-{number}",
        type=example.type,
        body=envelope(message),
        category=category,
        family=Family.DRAWN if category in VALID else None,
        drawn=True,
        unbroken=example.base,
    )


def _category(example: Example, message: object, contract: Contract) -> Category:
    standing = contract.standing(message)
    if standing == "violating":
        return "mutation"
    if not is_object(message) or "type" not in message:
        return "disputed"  # a schema may forget to require the type, and Vapi always sends it
    if standing == "conforming":
        return "conforming"
    return "observed" if example.observed and _is_still_observed(example, message, contract) else "disputed"


def _is_still_observed(example: Example, message: object, contract: Contract) -> bool:
    """
    Whether a message that is changed is one that production may send.

    Its values may be others, and it may have more that the schema lists. What is known of production are
    examples: that something may be missing there, or null, is not known.
    """
    alike = all(_may_be_sent(edit, example, contract) for edit in example.edits)
    return alike and contract.accepting(message) >= contract.accepting(example.base)


def _may_be_sent(edit: Edit, example: Example, contract: Contract) -> bool:
    if edit.value is MISSING or not isinstance(edit.value, str | int | float):
        return False
    there = value_at(example.base, edit.path)
    if there is MISSING:
        return SchemaValues(contract=contract, type=example.type).has_place(edit.path)
    return type_of(there) == type_of(edit.value)


def located(case: Case, edits: Sequence[Edit], contract: Contract) -> Case:
    """The case with the place of a change that it takes, and the rule that this breaks, if it breaks one."""
    if case.category in VALID or not edits:
        return case
    edit, violation = _blamed(edits, contract.judge(case.message).violations)
    at, keyword = (violation.at, violation.keyword) if violation else (pointer(*edit.path), "")
    name = edit.path[-1] if keyword == "required" else None
    return replace(
        case,
        id=f"{keyword or 'value'}:{at}",
        at=at,
        keyword=keyword,
        family=None if name is None else Family.REQUIRED,
        facts={} if name is None else {"name": str(name)},
    )


def blamed(case: Case, edits: Sequence[Edit], contract: Contract) -> Edit | None:
    """The change that a case is located by; None if it is by none."""
    if case.category in VALID or not edits:
        return None
    return _blamed(edits, contract.judge(case.message).violations)[0]


def _blamed(edits: Sequence[Edit], violations: Sequence[Violation]) -> tuple[Edit, Violation | None]:
    """A change, and the violation at its place; the last change where none is at the place of any."""
    by_place = {violation.at: violation for violation in reversed(violations)}
    for edit in edits:
        at = pointer(*(edit.path[:-1] if edit.value is MISSING else edit.path))
        if at in by_place:
            return edit, by_place[at]
    return edits[-1], None
