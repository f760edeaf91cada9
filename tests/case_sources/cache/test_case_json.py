"""Cases as JSON, and back."""

import json
from dataclasses import fields
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.case_sources.cache.case_json import cases_from_json, cases_to_json
from pytest_vapi_contract.case_sources.messages import GENERATORS, generate
from pytest_vapi_contract.case_sources.requests import request_to
from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.mutations import http_mutations, text_mutations
from tests.depth import many

CONTRACT = shipped()
HANDLER = as_handler("http://127.0.0.1:1/webhook")
TYPES = ("session.created", "tool-calls")

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=5,
)


def again(cases):
    """The cases as they are read."""
    return cases_from_json(json.loads(json.dumps(cases_to_json(cases))))


def everything(case):
    """All fields, those too that do not count for equality."""
    return [getattr(case, field.name) for field in fields(case)]


@pytest.mark.parametrize("category", GENERATORS)
@pytest.mark.parametrize("type", TYPES)
def test_a_case_that_was_kept_is_sent_as_before(category, type):
    """Byte for byte, and with all that is said of it."""
    cases = list(islice(generate(category, type, CONTRACT, 3), many(30, 1_000)))

    kept = again(cases)

    assert [*map(everything, kept)] == [*map(everything, cases)]
    assert [str(case) for case in kept] == [str(case) for case in cases]
    assert [request_to(HANDLER, case) for case in kept] == [request_to(HANDLER, case) for case in cases]


@pytest.mark.parametrize(
    "cases",
    [text_mutations({"type": "hang"}), http_mutations("hang", {"message": {"type": "hang"}})],
    ids=["text", "http"],
)
def test_odd_requests_are_kept_as_they_are(cases):
    """Bytes that are not JSON, and changes of headers, path and framing."""
    assert [*map(everything, again(cases))] == [*map(everything, cases)]


@settings(max_examples=many(25, 2_000))
@given(body=json_values, unbroken=json_values)
def test_any_body_is_kept_as_it_is(body, unbroken):
    """With half of a surrogate pair, a number of many digits, and keys in their order."""
    case = Case(id="a", type="hang", body=body, category="mutation", unbroken=unbroken)

    [kept] = again([case])

    assert HANDLER.request(kept.body) == HANDLER.request(case.body)
    assert repr(kept.unbroken) == repr(case.unbroken)


def test_a_message_that_many_cases_share_is_written_once():
    """The one that they are made from."""
    cases = [Case(id=id, type="hang", body=id, category="mutation", unbroken={"type": "hang"}) for id in "ab"]

    assert cases_to_json(cases)["origins"] == [{"type": "hang"}]


@pytest.mark.parametrize("value", [{}, {"origins": [], "cases": [{"id": "a"}]}, {"origins": 1, "cases": 1}])
def test_what_is_no_list_of_cases_is_refused(value):
    """By one of the exceptions that the docstring names."""
    with pytest.raises((AttributeError, LookupError, TypeError, ValueError)):
        cases_from_json(value)
