import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.cases.case import mutation_case
from pytest_vapi_contract.cases.condition import condition_of, described, paths_of, value_at, weight
from pytest_vapi_contract.mutations import each_mutation

CONTRACT = Contract.load()


@pytest.mark.parametrize(
    ("body", "at", "keyword", "text"),
    [
        ({"message": {"type": "hang"}}, "/call", "required", "/message/call is missing"),
        ({"message": {"type": "hang"}}, "/call/id", "required", "/message/call is missing"),
        ({"message": {"call": {}}}, "/call/id", "required", "/message/call/id is missing"),
        ({"message": {"call": None}}, "/call", "type", "/message/call is null"),
        ({"message": {"call": "x"}}, "/call", "type", "/message/call is a string"),
        ({"message": {"call": []}}, "/call", "type", "/message/call is a list"),
        ({"message": {"type": "nope"}}, "/type", "enum", '/message/type is the string "nope"'),
        ({"message": {"items": [1, {"a": True}]}}, "/items/1/a", "enum", "/message/items/1/a is true"),
        ({"message": {"a/b": 1}}, "/a~1b", "enum", "/message/a~1b is 1"),
        ({"message": None}, "", "envelope", "/message is null"),
        ({}, "", "envelope", "/message is missing"),
        ([], "", "envelope", "the body is a list"),
        (None, "/call", "type", "the body is null"),
    ],
)
def test_a_condition_names_the_place_and_what_stands_there(body, at, keyword, text):
    """
    A mutation is told by the first place where it differs, from the top of the body.
    """
    assert condition_of(body, at, keyword) == text


@pytest.mark.parametrize(
    ("id", "text"),
    [
        ("required.session", "/message/session is missing"),
        ("required.id:/session", "/message/session/id is missing"),
        ("required.all:/session", "/message/session is an empty object"),
        ("type-of-other.transcript", "/message/session is missing"),
        ("envelope.missing", "/message is missing"),
        ("envelope.double", "the envelope is doubled"),
    ],
)
def test_what_an_object_lacks_is_named(id, text):
    """
    A mutation that leaves a property out is told by that property, not by the object that lacks it.
    """
    mutations = each_mutation(CONTRACT, "session.created", depth=2)
    case = next(mutation_case(mutation) for mutation in mutations if mutation.id == id)

    assert case.condition == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (False, "false"),
        (1.5, "1.5"),
        ("", "an empty string"),
        ("é", 'the string "é"'),
        ("x" * 33, "a string"),
        ("a\nb", "a string"),
        ([], "an empty list"),
        ([1], "a list"),
        ({}, "an empty object"),
        ({"a": 1}, "an object"),
    ],
)
def test_a_short_value_is_told_as_it_is(value, text):
    """
    A value is shown if it is short, and otherwise its kind.
    """
    assert described(value) == text


def test_places_come_nearest_first():
    """
    Every place of a value is visited once, those near the top before those below.
    """
    body = {"a": {"b": [1, 2]}, "c": 3}

    places = list(paths_of(body))

    assert places == [("a",), ("c",), ("a", "b"), ("a", "b", 0), ("a", "b", 1)]
    assert value_at(body, ("a", "b", 1)) == 2


def test_null_weighs_least():
    """
    Among bodies of one size the plainest is the lightest: null, then flags, numbers, text, lists, objects.
    """
    values = [None, True, 1, "x", [], {}]

    weights = [weight({"message": value}) for value in values]

    assert weights == sorted(weights)
    assert weight({"message": {"type": "hang"}}) > weights[-1]
    assert weight(b"{") < weight({"message": {"type": "hang"}})
