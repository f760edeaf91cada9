"""
The covering suite shows every place that is reachable, in messages that conform.
"""

import json

import pytest
from hypothesis import given, settings

from pytest_vapi_contract.samples import covering
from pytest_vapi_contract.shapes import LARGEST_MESSAGE, reachability
from tests.contract.messages import REVISIONS, contract, small
from tests.depth import DEEP, many
from tests.shapes.observer import Observer
from tests.shapes.tiny import SCHEMAS

EVERY_TYPE = [(revision, type) for revision in REVISIONS for type in contract(revision).message_types]
USUAL_TYPES = [(REVISIONS[-1], "session.created"), (REVISIONS[0], "hang")]


def check(asked, type, *, reading="every"):
    """
    See to it that each message is the first to show exactly what it says, and all show what is reachable.
    """
    known = asked.catalogue(reading)
    observer, seen = Observer(known, type), set()

    suite = covering(type, contract=asked, reading=reading)

    for each in suite:
        here = observer.shown(each.message)
        assert each.places
        assert len(each.places) == len(set(each.places))
        assert set(each.places) == here - seen
        assert len(json.dumps(each.message)) <= LARGEST_MESSAGE
        seen |= here
    assert seen == reachability(known, type).reachable
    return suite


@pytest.mark.parametrize(("revision", "type"), EVERY_TYPE if DEEP else USUAL_TYPES)
def test_the_suite_of_a_shipped_type_shows_every_reachable_place(revision, type):
    """
    An observer that knows nothing of how it was built sees each place, and every message conforms.
    """
    asked = contract(revision)

    suite = check(asked, type)

    assert {asked.standing(each.message) for each in suite} == {"conforming"}


@pytest.mark.parametrize("type", ["session.created", "model-output"] if DEEP else ["model-output"])
def test_the_observed_suite_never_violates(type):
    """
    What production sends is covered in the same way.
    """
    suite = check(contract(), type, reading="observed")

    assert "violating" not in {contract().standing(each.message) for each in suite}


@settings(max_examples=many(80, 5_000))
@given(schema=SCHEMAS)
def test_the_suite_of_any_contract_shows_every_reachable_place(schema):
    """
    Also of contracts that Hypothesis thinks out.
    """
    asked = small(schema)

    suite = check(asked, "ping")

    assert {asked.standing(each.message) for each in suite} == {"conforming"}


def test_a_suite_is_the_same_each_time():
    """
    Nothing in it is left to chance, and no message is without news.
    """
    suite = covering("hang", contract=contract())

    assert suite == covering("hang", contract=contract())
    assert all(each.places for each in suite)


def test_one_message_shows_what_fits_into_it():
    """
    A list of many shows each value of its items at once; what is absent takes one more message.
    """
    asked = small({"type": "array", "items": {"enum": ["a", "b", "c"]}})

    suite = covering("ping", contract=asked)

    assert [each.message["value"] for each in suite if each.message.get("value")] == [["a", "b", "c"], ["a"]]
    assert len(suite) == 4


def test_a_large_contract_is_split_over_messages_that_fit():
    """
    Long strings do not add up to a message that no webhook takes.
    """
    texts = {f"text{number}": {"type": "string", "maxLength": 20_000} for number in range(9)}

    suite = check(small({"type": "object", "properties": texts}), "ping")

    assert len(suite) >= 3
