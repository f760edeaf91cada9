"""Names of the cases that every run prepares."""

from dataclasses import replace
from itertools import islice

import pytest

from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.conformance.case_names import NAMED, CaseNames
from pytest_vapi_contract.conformance.prepared_cases import generate
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.json_paths import Object

CONTRACT = shipped()
CHECKS = {"conforming": "accepts", "observed": "observed", "mutation": "survives"}


def names(seed=0):
    """The names of the newest contract."""
    return CaseNames(cases=generate, contract=CONTRACT, seed=seed)


@pytest.mark.parametrize("category", CHECKS)
def test_a_name_gives_its_case_back(category):
    """Every case near the beginning can be found by its check, type and name."""
    cases = list(islice(generate(category, "hang", CONTRACT, 0), min(20, NAMED[category])))

    found = [next(names().found(CHECKS[category], "hang", names().name_of(case))) for case in cases]

    assert [case.body for case in found] == [case.body for case in cases]
    assert [case.category for case in found] == [category] * len(cases)


def test_what_was_made_smaller_has_the_name_of_what_it_has_become():
    """A message that was shrunk to the smallest one is that one."""
    large, bare = (
        next(case for case in generate("conforming", "hang", CONTRACT, 0) if case.id == id)
        for id in ("sample-1", "bare")
    )

    assert names().name_of(large.with_body(bare.body)) == "bare"


def test_what_no_run_prepares_has_no_name():
    """A body that was made for one handler, or a request that is odd, keeps all that is sent in its id."""
    body: Object = {"message": {"type": "hang", "timestamp": 5}}
    case = Case(id="bare", type="hang", body=body, category="conforming")

    assert names().name_of(case) == ""
    assert names().name_of(replace(case, category="credentials")) == ""


@pytest.mark.parametrize(
    ("check", "type", "name"),
    [("nonsense", "hang", "bare"), ("accepts", "hangs", "bare"), ("accepts", "hang", "bear")],
)
def test_an_unknown_name_has_no_case(check, type, name):
    """Neither a check, nor a type, nor a name that does not exist finds anything."""
    assert list(names().found(check, type, name)) == []
