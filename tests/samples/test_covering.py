"""The covering suite shows every place that is reachable, in messages that conform."""

import json
from functools import cache
from itertools import islice

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract import Contract
from pytest_vapi_contract.errors import DocumentWarning
from pytest_vapi_contract.samples import covering, each_covering
from pytest_vapi_contract.shapes import LARGEST_MESSAGE, reachability
from tests.contract.messages import REVISIONS, contract, small
from tests.depth import DEEP, many
from tests.shapes.observer import Observer
from tests.shapes.tiny import SCHEMAS

EVERY_TYPE = [(revision, type) for revision in REVISIONS for type in contract(revision).message_types]
USUAL_TYPES = [(REVISIONS[-1], "session.created"), (REVISIONS[0], "model-output")]


@cache
def suite_of(revision, type):
    """The suite of a shipped type, made once."""
    return covering(type, contract=contract(revision))


def check(asked, type, suite, *, reading="every"):
    """
    See to it that each message is the first to show exactly what it says, and all show what is reachable.

    All have a type: that it is missing is not shown.
    """
    known = asked.catalogue(reading)
    observer, seen = Observer(known, type), set()
    for each in suite:
        here = observer.shown(each.message)
        assert each.places
        assert len(each.places) == len(set(each.places))
        assert set(each.places) == here - seen
        assert len(json.dumps(each.message)) <= LARGEST_MESSAGE
        seen |= here
    reachable = reachability(known, type).reachable
    assert seen == {place for place in reachable if str(place) != "#/properties/type absent"}


@pytest.mark.parametrize(("revision", "type"), EVERY_TYPE if DEEP else USUAL_TYPES)
def test_the_suite_of_a_shipped_type_shows_every_reachable_place(revision, type):
    """An observer that knows nothing of how it was built sees each place, and every message conforms."""
    asked = contract(revision)

    suite = suite_of(revision, type)

    check(asked, type, suite)
    assert {asked.standing(each.message) for each in suite} == {"conforming"}


def test_each_message_says_its_type():
    """The schema of `tool-calls` does not require it, but a handler goes by it, and Vapi always sends it."""
    first = list(islice(each_covering("tool-calls", contract=contract()), 30))

    assert "type" not in contract().schema("tool-calls")["required"]
    assert {each.message["type"] for each in first} == {"tool-calls"}


@pytest.mark.parametrize("type", ["session.created", "model-output"] if DEEP else ["model-output"])
def test_the_observed_suite_never_violates(type):
    """What production sends is covered in the same way."""
    suite = covering(type, contract=contract(), reading="observed")

    if DEEP:
        check(contract(), type, suite, reading="observed")
    assert "violating" not in {contract().standing(each.message) for each in suite}


@settings(max_examples=many(80, 5_000))
@given(schema=SCHEMAS, reading=st.sampled_from(["every", "observed"]))
def test_the_suite_of_any_contract_shows_every_reachable_place(schema, reading):
    """Also of contracts that Hypothesis thinks out."""
    asked = small(schema)

    suite = covering("ping", contract=asked, reading=reading)

    check(asked, "ping", suite, reading=reading)
    standings = {asked.standing(each.message) for each in suite}
    assert standings <= ({"conforming"} if reading == "every" else {"conforming", "disputed"})


@pytest.mark.parametrize(
    "bounds",
    [
        {"minProperties": 1},
        {"minProperties": 2, "additionalProperties": False},
        {"maxProperties": 1},
        {"maxProperties": 2, "required": ["b"]},
        {"maxProperties": 1, "required": ["b"]},
        {"minProperties": 4, "additionalProperties": {"enum": [1, 2]}},
        {"properties": {}, "additionalProperties": {"enum": [1, 2, 3]}, "maxProperties": 2},
    ],
)
def test_the_number_of_properties_is_kept(bounds):
    """Each property is shown in turn where there is no room for all of them."""
    declared = {name: {"enum": ["x", "y"]} for name in "abc"}
    asked = small({"type": "object", "properties": declared, **bounds})

    suite = covering("ping", contract=asked)

    check(asked, "ping", suite)
    assert {asked.standing(each.message) for each in suite} == {"conforming"}


def test_what_no_message_shows_is_told():
    """Beside a text that fills a message of the largest size there is no room for anything else."""
    long = {"type": "string", "minLength": LARGEST_MESSAGE}
    asked = small({"type": "object", "properties": {"a": long, "b": {"enum": ["x"]}}, "required": ["a"]})

    with pytest.warns(DocumentWarning, match=r"3 are missing, such as #/properties/value absent"):
        suite = covering("ping", contract=asked)

    assert len(suite) == 1


def test_a_suite_is_the_same_each_time():
    """Nothing in it is left to chance, nor to what the contract was asked before."""
    assert covering("session.created", contract=Contract.load(REVISIONS[-1])) == suite_of(*USUAL_TYPES[0])


#: Components that stand in replies alone, or where no conforming message can be: (declared, reached).
COMPONENTS = {"2026-04-22": (357, 342), "2026-08-18": (388, 372)}


@pytest.mark.parametrize("revision", REVISIONS)
def test_every_reachable_place_of_every_component_is_shown(revision):
    """The suites of all types show each place of each component that a message of any type can show."""
    asked, reachable, declared, told = contract(revision), set(), set(), set()

    for type in asked.message_types if DEEP else [type for each, type in USUAL_TYPES if each == revision]:
        found = reachability(asked.catalogue(), type)
        reachable |= found.reachable
        declared |= found.places
        told |= {place for each in suite_of(revision, type) for place in each.places}

    assert told == reachable
    reached = len(components_of(told))
    if DEEP:
        assert (len(components_of(declared)), reached) == COMPONENTS[revision]
    assert reached >= 328


def components_of(places):
    """The names of the components in which places are."""
    return {place.at.split("/")[2] for place in places if place.at.startswith("#/$defs/")}


def test_one_message_shows_what_fits_into_it():
    """A list of many shows each value of its items at once; what is absent takes one more message."""
    asked = small({"type": "array", "items": {"enum": ["a", "b", "c"]}})

    suite = covering("ping", contract=asked)

    assert [each.message["value"] for each in suite if each.message.get("value")] == [["a", "b", "c"], ["a"]]
    assert len(suite) == 4


def test_a_large_contract_is_split_over_messages_that_fit():
    """Long strings do not add up to a message that no webhook takes."""
    texts = {f"text{number}": {"type": "string", "maxLength": 20_000} for number in range(9)}

    asked = small({"type": "object", "properties": texts})

    suite = covering("ping", contract=asked)

    check(asked, "ping", suite)
    assert len(suite) >= 3
