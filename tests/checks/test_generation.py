from itertools import islice

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.checks.generation import conforming, mutated
from pytest_vapi_contract.mutations import each_mutation

CONTRACT = Contract.load()
USUAL = 100


@pytest.mark.parametrize("type", CONTRACT.message_types)
def test_the_smallest_message_comes_first(type):
    """
    Before anything is made from the smallest message, it is sent itself, and it conforms.
    """
    first = next(iter(conforming(type, CONTRACT, 0)))
    mutation = next(case for case in mutated(type, CONTRACT, 0) if case.id == "envelope.renamed")

    assert CONTRACT.standing(first.body) == "conforming"
    assert first.body["message"] == mutation.body["data"]


@pytest.mark.parametrize("type", CONTRACT.message_types)
def test_no_property_is_left_out_of_a_usual_run(type):
    """
    Each place at the top of a message that can be broken is broken among the first mutations.
    """
    top = {each.at for each in each_mutation(CONTRACT, type, depth=1) if each.at.count("/") < 2}

    usual = {case.at for case in islice(mutated(type, CONTRACT, 0), USUAL)}

    assert {"/type", "/call", "/timestamp"} <= top <= usual


@pytest.mark.parametrize(
    ("type", "ids"),
    [
        (
            "tool-calls",
            {"required.function:/toolCallList/0", "type.null:/toolCallList/0", "type.array:/type"},
        ),
        ("session.created", {"type.null:/session/id", "required.id:/session", "type.null:/call"}),
        ("status-update", {"enum.unknown:/status", "type.string:/messages", "type.null:/messages/0"}),
    ],
)
def test_what_only_one_type_has_is_broken_further_down(type, ids):
    """
    The first mutations reach into what few other types have, where handlers look.
    """
    usual = {case.id for case in islice(mutated(type, CONTRACT, 0), USUAL)}

    assert ids <= usual


def test_no_mutation_comes_twice():
    """
    Near mutations are sent first, and not again.
    """
    ids = [case.id for case in islice(mutated("hang", CONTRACT, 0), 3_000)]

    assert len(set(ids)) == len(ids)
