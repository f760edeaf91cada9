"""The cases that the command line lists and sends, by their kind."""

from itertools import islice

import pytest

from pytest_vapi_contract.case_sources.malformed import is_framed
from pytest_vapi_contract.cli import variants
from pytest_vapi_contract.cli.variants import KINDS, _kinds_of, cases_of, found
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.errors import UnknownMutation
from tests.contract.messages import small

CONTRACT = shipped()


@pytest.mark.parametrize("kind", KINDS)
def test_a_case_is_found_by_its_id(kind):
    """Whatever its kind is, at the top and further down."""
    cases = [case.id for case in islice(cases_of(kind, CONTRACT, "hang"), 60)]

    for id in dict.fromkeys((cases[0], cases[-1])):
        assert found(CONTRACT, "hang", id).id == id


def test_every_kind_can_be_found():
    """Each id begins with the name of a family whose letter leads to the kind."""
    for kind in KINDS:
        ids = [case.id for case in islice(cases_of(kind, CONTRACT, "hang"), 200)]

        assert all(kind in _kinds_of(id) for id in ids)


def test_what_is_no_name_of_a_family_is_not_looked_for(monkeypatch):
    """To make all cases of a type takes seconds."""
    monkeypatch.setattr(variants, "cases_of", None)

    with pytest.raises(UnknownMutation, match="`vapi-contract mutations hang` lists the ids"):
        found(CONTRACT, "hang", "tipe.null:/call")


def test_an_unknown_id_is_an_error_with_advice():
    """It names one that is close."""
    with pytest.raises(UnknownMutation, match=r"type\.null:/value"):
        found(small({"type": "string"}), "ping", "type.nul:/value")


def test_near_mutations_come_first():
    """Each once, and none further down: to make these takes longer."""
    cases = list(islice(cases_of("mutation", CONTRACT, "hang"), 100))

    assert len({case.id for case in cases}) == len(cases)
    assert all(case.at.count("/") <= 2 for case in cases)


def test_a_few_represent_all():
    """The short list has some dozens, and the first of the long one are not all in it."""
    few = [case.id for case in cases_of("mutation", CONTRACT, "hang", every=False)]
    first = [case.id for case in islice(cases_of("mutation", CONTRACT, "hang"), 200)]

    assert 10 < len(few) < 60
    assert set(few) & set(first)
    assert set(first) - set(few)


def test_requests_can_be_listed_without_a_socket():
    """Those that need one are left out."""
    assert not any(map(is_framed, cases_of("http", CONTRACT, "hang")))
