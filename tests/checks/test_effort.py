"""What every run sends to the types that handlers act on, whatever the seed is."""

from itertools import islice

import pytest

from pytest_vapi_contract import Contract, samples
from pytest_vapi_contract.case_sources.large_messages import LONG_CALL, large_messages
from pytest_vapi_contract.case_sources.messages import conforming, generate, mutated, observed
from pytest_vapi_contract.case_sources.type_order import ACTED_ON
from pytest_vapi_contract.cases.condition import NEW_PROPERTY
from pytest_vapi_contract.conformance.budget import ENOUGH_ACTED_ON, ESSENTIAL_ACTED_ON
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.json_paths import dumps, tokens

CONTRACT = shipped()
SEEDS = (0, 1, 7)
#: How many conforming messages are sent of a type that handlers act on.
SENT = ENOUGH_ACTED_ON["conforming"]
KB = 1024


def size(message):
    """The bytes of a message as compact JSON."""
    return len(dumps(message).encode())


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("type", ACTED_ON)
def test_a_wrong_type_goes_to_each_place_where_handlers_look(type, seed):
    """The first mutations are null, a list and a string in the place of message, type, call and artifact."""
    first = [case.id for case in islice(mutated(type, CONTRACT, seed), 11)]

    places = ("/type", "/call", "/artifact")
    wrong = {f"type.{kind}:{place}" for kind in ("null", "array", "string") for place in places}
    wrong -= {"type.string:/type"}  # a type is a string
    assert set(first) == wrong | {"envelope.null", "envelope.array", "envelope.string"}
    assert set(first[:4]) == {"envelope.null", *(f"type.null:{place}" for place in places)}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("type", CONTRACT.message_types)
def test_a_property_more_still_conforms(type, seed):
    """
    Messages with a property that no schema lists conform: one at the top, and one further down at least.
    """
    cases = [case for case in islice(conforming(type, CONTRACT, seed), SENT) if case.id.startswith("extra")]

    places = [case.id.partition(":")[2] for case in cases]
    for case, place in zip(cases, places, strict=True):
        value = case.body["message"]
        for token in tokens(place):
            value = value[int(token)] if isinstance(value, list) else value[token]
        assert NEW_PROPERTY in value
        assert CONTRACT.standing(case.body) == "conforming"
    assert places[0] == ""
    assert "/call" in places
    assert len(places) >= (4 if type in ACTED_ON else 2)


@pytest.mark.parametrize("type", ACTED_ON)
def test_the_essential_messages_have_a_property_more(type):
    """Also a handler that is so slow that it gets only these is sent one at the top, and one further down."""
    first = [case.id for case in islice(conforming(type, CONTRACT, 0), ESSENTIAL_ACTED_ON["conforming"])]

    assert {"bare", "minimal", "extra.property:", "extra.property:/call"} <= set(first)


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("revision", Contract.revisions())
def test_a_report_is_as_large_as_that_of_a_long_call(revision, seed):
    """One conforming report is above 16 KB, and one above 100 KB, and both come early."""
    contract = shipped(revision)

    sizes = [size(message) for message in large_messages("end-of-call-report", contract, seed)]
    early = [case.id for case in islice(conforming("end-of-call-report", contract, seed), 5)]

    assert 16 * KB < sizes[0] < 100 * KB < sizes[1]
    assert all(size <= told for size, told in zip(LONG_CALL["end-of-call-report"], sizes, strict=True))
    assert early == ["bare", "minimal", "sample-1", "large-0", "large-1"]


def test_a_long_dialogue_goes_on_in_time():
    """What makes a report large is a dialogue whose turns come one after the other."""
    *_, report = large_messages("end-of-call-report", CONTRACT, 0)

    times = [turn["secondsFromStart"] for turn in report["artifact"]["messages"]]
    assert times == sorted(times)
    assert len(times) > 100


@pytest.mark.parametrize("type", ["hang", "tool-calls"])
def test_other_messages_are_small(type):
    """Only reports are made larger than they come."""
    assert not list(large_messages(type, CONTRACT, 0))


@pytest.mark.parametrize("type", ACTED_ON)
def test_one_observed_message_of_each_size_comes_first(type):
    """Production sends small and large messages of a type, and a run sends both, each of another call."""
    first = [case.body["message"] for case in islice(observed(type, CONTRACT, 5), 3)]

    details = ("typical", "rich", "minimal")
    assert first == [
        samples.sample(type, seed=5 + at, contract=CONTRACT, reading="observed", detail=detail)
        for at, detail in enumerate(details)
    ]


def test_no_two_messages_with_a_name_are_about_the_same_call():
    """A handler that takes one report of a call has nothing to say against the next one."""
    cases = islice(conforming("end-of-call-report", CONTRACT, 0), SENT)

    calls = [
        case.body["message"].get("call", {}).get("id") for case in cases if not case.id.startswith("extra")
    ]
    named = [id for id in calls if id and "-" in id]
    assert len(set(named)) == len(named) > 3


@pytest.mark.parametrize("seed", SEEDS)
def test_the_largest_observed_report_is_above_100_kb(seed):
    """It is among the essential messages."""
    cases = islice(observed("end-of-call-report", CONTRACT, seed), ESSENTIAL_ACTED_ON["observed"])

    assert max(size(case.body["message"]) for case in cases) > 100 * KB


def test_disputed_messages_go_to_the_types_that_handlers_act_on():
    """The others have the like in the same places, so that they are left out."""
    with_disputed = [type for type in CONTRACT.message_types if any(generate("disputed", type, CONTRACT, 0))]

    assert set(with_disputed) == set(ACTED_ON)
