"""What the tests of mutations share: contracts, their complete sets, and what breaks a small schema."""

from functools import cache

from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.mutations import Mutation, all_mutations
from pytest_vapi_contract.mutations.complete import Proven, complete
from tests.contract.messages import REVISIONS, contract, small
from tests.depth import DEEP

FIRST_CLASS = ("session.created", "model-output")
#: Each first-class type and each revision once; in a deep run each type in each revision.
SHIPPED = (
    [(revision, type) for revision in REVISIONS for type in FIRST_CLASS]
    if DEEP
    else [(REVISIONS[-1], "session.created"), (REVISIONS[0], "model-output")]
)


@cache
def complete_set(revision: str, type: str) -> tuple[Proven, ...]:
    """The complete set of a shipped revision with how each mutation came about, built once for all tests."""
    return complete(contract(revision), type)[0]


def complete_mutations(revision: str, type: str) -> tuple[Mutation, ...]:
    """The complete set of a shipped revision, built once for all tests."""
    return tuple(proven.mutation for proven in complete_set(revision, type))


def mutations_of(schema, **options) -> dict[str, Mutation]:
    """The mutations of a message whose property `value` is as the schema says, by their ids."""
    return {mutation.id: mutation for mutation in all_mutations(small(schema, **options), "ping")}


def broken_values(schema, **options) -> dict[str, object]:
    """What the mutations put in the place of `value`, by their family."""
    at_value = {
        id: mutation
        for id, mutation in mutations_of(schema, **options).items()
        if mutation.at.startswith("/value")
    }
    return {id.partition(":")[0]: mutation.message["value"] for id, mutation in at_value.items()}


def refuses(contract: Contract, mutation: Mutation) -> bool:
    """Whether no reading accepts what is really sent."""
    return contract.judge(mutation.body).violating
