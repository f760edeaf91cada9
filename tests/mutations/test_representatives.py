import pytest

from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.mutations import representative, representative_mutations
from tests.contract.messages import REVISIONS, contract
from tests.depth import DEEP
from tests.mutations.tiny import SHIPPED, complete_mutations


@pytest.mark.parametrize(("revision", "type"), SHIPPED)
def test_the_representative_set_is_a_part_of_the_complete_one(revision, type):
    """About 40, with the same ids and bodies, in the same order as in the complete set."""
    asked = contract(revision)

    chosen = representative_mutations(asked, type)

    ids = {mutation.id for mutation in chosen}
    assert 35 <= len(chosen) <= 45
    assert chosen == tuple(mutation for mutation in complete_mutations(revision, type) if mutation.id in ids)


def test_each_keyword_and_each_part_is_represented():
    """Every keyword that the message type uses, and every top-level property."""
    asked = contract()

    chosen = representative_mutations(asked, "session.created")

    every = complete_mutations(REVISIONS[-1], "session.created")
    assert {mutation.keyword for mutation in chosen} == {mutation.keyword for mutation in every}
    named = {mutation.at.split("/")[1] for mutation in chosen if mutation.at}
    missing = {each.facts["name"] for each in chosen if each.family is Family.REQUIRED}
    assert named | missing >= set(asked.bundle.messages["session.created"]["properties"])
    assert {"required.type", "required.session", "envelope.null"} <= {mutation.id for mutation in chosen}


@pytest.mark.parametrize("about", [0, 1, 100])
def test_so_many_are_picked_as_asked_for(about):
    """More than there are is all of them; one for each part there is always."""
    some = complete_mutations(REVISIONS[-1], "session.created")[:60]

    chosen = representative(some, about)

    assert len(chosen) <= max(60, about)
    assert set(map(id, chosen)) <= set(map(id, some))


@pytest.mark.parametrize("type", contract().message_types if DEEP else ("hang", "tool-calls", "transcript"))
def test_every_message_type_has_a_representative_set(type):
    """All of it is violating."""
    chosen = representative_mutations(contract(), type)

    assert len(chosen) >= 35
    assert all(contract().judge(mutation.body).violating for mutation in chosen)
