"""What the contract leaves open is any JSON."""

import json

from hypothesis import find, given, settings

from pytest_vapi_contract.shapes import Anything, Record
from pytest_vapi_contract.strategies.encoding.arbitrary_json import any_json, any_object
from pytest_vapi_contract.strategies.encoding.builders import grown
from tests.depth import many

ANYTHING = Anything(at="#")
OPEN = Record(at="#", additional=ANYTHING)
JSON = grown(any_json)
SEARCH = settings(max_examples=5_000, database=None, derandomize=True, deadline=None)


def depth(value):
    """How many lists and objects are within each other."""
    parts = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if parts is None else 1 + max(map(depth, parts), default=0)


@settings(max_examples=many(60, 2_000))
@given(value=JSON)
def test_any_json_can_be_written_as_utf_8_and_read_again(value):
    """It has neither lone surrogates nor numbers that JSON does not have."""
    assert json.loads(json.dumps(value, ensure_ascii=False, allow_nan=False).encode()) == value


def test_each_kind_of_value_comes_up():
    """Also objects in lists in objects."""
    for kind in (type(None), bool, int, float, str, list, dict):
        assert isinstance(find(JSON, lambda value, kind=kind: type(value) is kind, settings=SEARCH), kind)
    assert depth(find(JSON, lambda value: depth(value) == 3, settings=SEARCH)) == 3


@settings(max_examples=many(60, 2_000))
@given(value=grown(any_object(Record(at="#", additional=ANYTHING, forbidden=frozenset({"", "0"})))))
def test_no_object_has_a_forbidden_name(value):
    """The shortest names are those that come up most."""
    assert not value.keys() & {"", "0"}


@settings(max_examples=many(40, 500))
@given(value=grown(any_object(Record(at="#", additional=ANYTHING, min_properties=2, max_properties=3))))
def test_an_object_has_as_many_properties_as_it_may(value):
    """Names that are drawn twice are told apart."""
    assert 2 <= len(value) <= 3


def test_the_simplest_object_is_empty():
    """So shrinking takes all properties away."""
    assert find(grown(any_object(OPEN)), lambda _: True, settings=SEARCH) == {}
