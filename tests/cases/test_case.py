from itertools import islice

import pytest

from pytest_vapi_contract import Mutation
from pytest_vapi_contract.case_sources.messages import GENERATORS, generate
from pytest_vapi_contract.cases.case import VALID, Case
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.mutations import each_mutation

CONTRACT = shipped()
NULL = next(each for each in each_mutation(CONTRACT, "hang") if each.id == "type.null:/call")


def test_a_mutation_is_a_case():
    """There is one value for a thing to send; users know it as a mutation where it breaks a rule."""
    assert Mutation is Case
    assert (NULL.id, NULL.at, NULL.keyword, NULL.type) == ("type.null:/call", "/call", "type", "hang")
    assert NULL.why == "null instead of an object."
    assert NULL.message == NULL.body["message"]
    assert str(NULL) == f"hang type.null:/call: {NULL.why}"
    assert repr(NULL).startswith(
        "Mutation(id='type.null:/call', at='/call', keyword='type', why='null instead"
    )


def test_a_message_in_a_broken_envelope_conforms():
    """The fault is one of the body around it."""
    doubled = next(each for each in each_mutation(CONTRACT, "hang") if each.family is Family.ENVELOPE_DOUBLE)

    assert CONTRACT.standing(doubled.message) == "conforming"
    assert doubled.body == {"message": {"message": doubled.message}}


@pytest.mark.parametrize("category", GENERATORS)
def test_each_case_says_what_is_special_about_it(category):
    """It has a family, with which its id begins, a sentence, and a condition unless it has to be accepted."""
    for case in islice(generate(category, "session.created", CONTRACT, 0), 30):
        assert case.family is not None
        assert case.id.startswith(case.family.id)
        assert case.why.endswith(".")
        assert (case.condition is None) == (category in VALID)


def test_the_condition_is_that_of_the_body():
    """What is told of a case with another body is what stands there, not what stood in the first one."""
    other = NULL.with_body({"message": {"type": "hang"}})

    assert str(NULL.condition) == "`call` is null"
    assert str(other.condition) == "`call` is missing"
