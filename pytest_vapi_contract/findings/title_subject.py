"""What a heading is about: the message types that failed, in an order and with words that no seed changes."""

from collections.abc import Sequence

from ..cases.case import Case
from ..json_paths import is_object

#: How many message types are named at most.
NAMED = 3
#: With more types than this, they share the mutations that are alike for all (`plan.FEW_TYPES`): which of
#: them meets one is chance.
SHARED = 8
#: What is about no type, and what is sent for some of the types only.
ANY = frozenset({"text", "http", "credentials", "replay"})
BY_CHANCE = frozenset({"mutation", "disputed", "forward-compatibility"})


def subject_of(
    case: Case, types: Sequence[str], asked: Sequence[str] = (), *, all_types: bool = False
) -> str:
    """
    What failed, as a singular: a message type, each of some, or a request, whatever its type is.

    `types` are those that failed; `asked` those that were checked, in order, maybe `all_types` there are.
    """
    body, category = case.body, case.category
    failed = [type for type in asked if type in types] or list(types) or [case.type]
    failed.sort(key=case.type.__ne__)  # what was sent is of the type that is named first
    if category in ANY or not is_object(body) or not is_object(body.get("message")):
        return "a request"
    if len(failed) == 1:
        return failed[0]
    if category == "concurrency" or (category in BY_CHANCE and len(asked) > SHARED):
        return "a request"
    if len(failed) == len(asked) > NAMED:
        return "every message type" if all_types else f"each of {len(asked)} message types"
    return named(failed)


def breadth(case: Case, types: Sequence[str]) -> float:
    """How many message types a finding is about; all, where it is not about some or these are chance."""
    return float("inf") if case.category in ANY | BY_CHANCE | {"concurrency"} else len(types)


def named(types: Sequence[str]) -> str:
    """Some message types: "hang (also transcript)", "hang (also a, b and 4 more types)"."""
    first, *others = types[:NAMED]
    more = len(types) - NAMED
    others += [f"{more} more type{'s' if more > 1 else ''}"] if more > 0 else []
    *listed, last = others
    return f"{first} (also {', '.join(listed)} and {last})" if listed else f"{first} (also {last})"
