"""Which message types come first, and which get the effort."""

from collections.abc import Iterable, Sequence

from ..contract import Contract

#: The first-class types: they are checked first, and stand for all others where they can.
FIRST = ("session.created", "model-output")
#: The types that handlers act on. They are checked more thoroughly than the others.
ACTED_ON = (*FIRST, "tool-calls", "end-of-call-report", "status-update", "assistant-request")
#: The message types that the documentation shows otherwise than they are sent.
DOCUMENTED = frozenset({"tool-calls", "transcript"})
#: The message types that call the tools of the user.
CALLING = frozenset({"tool-calls"})


def in_order(types: Iterable[str]) -> tuple[str, ...]:
    """Message types in the order in which they are checked: those that handlers act on come first."""
    ranks = {type: rank for rank, type in enumerate(ACTED_ON)}
    return tuple(sorted(types, key=lambda each: ranks.get(each, len(ranks))))


def with_observed(types: Sequence[str], contract: Contract) -> tuple[str, ...]:
    """The types; where these are all that are published, with those that Vapi sends besides."""
    others = [type for type in contract.observed_types if type not in contract.bundle.messages]
    if not set(types) >= set(contract.message_types):
        return tuple(types)
    return tuple(dict.fromkeys((*types, *others)))
