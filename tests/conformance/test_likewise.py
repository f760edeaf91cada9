"""Accepted messages that are given what decides in a finding."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import MISSING, missing, present
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.conformance.likewise import accented, alike
from tests.exchanges import conforming, exchange


def finding(condition, **message):
    """A finding about a message, with what decides."""
    failed = CHECKS["accepts"].judge(conforming({"message": message}), exchange(status=500))
    return replace(failed, condition=condition)


CUSTOMER = ("message", "call", "customer")


@pytest.mark.parametrize(
    ("condition", "failing", "accepted", "expected"),
    [
        (missing(CUSTOMER), {"call": {}}, {"call": {"customer": 1, "id": 2}}, {"call": {"id": 2}}),
        (
            present(CUSTOMER),
            {"call": {"customer": None}},
            {"call": {"id": 2}},
            {"call": {"id": 2, "customer": None}},
        ),
        (missing(CUSTOMER), {}, {"call": {"customer": 1}}, {}),
    ],
)
def test_a_message_gets_what_decides(condition, failing, accepted, expected):
    """What is missing is taken away, with what it would be in; what is there is put there."""
    assert alike({"message": accepted}, finding(condition, **failing)) == {"message": expected}


@pytest.mark.parametrize("accepted", [{}, {"call": {}}])
def test_a_message_that_has_it_already_is_of_no_use(accepted):
    """It is accepted with it."""
    assert alike({"message": accepted}, finding(missing(CUSTOMER), **accepted)) is MISSING


def test_a_place_in_a_list_is_not_compared():
    """Two lists need not have the same items."""
    place = ("message", "messages", 0)

    assert alike({"message": {"messages": [1]}}, finding(present(place), messages=[None])) is MISSING


def test_each_free_text_gets_a_character_that_is_not_ascii():
    """One at a time; ids and enumerations are left alone."""
    body = {"message": {"type": "hang", "call": {"id": "c1", "name": "Ann"}, "transcript": "Hi"}}

    messages = [each["message"] for each in accented([body])]

    assert [(each["call"]["name"], each["transcript"]) for each in messages] == [
        ("Ann", "Hié"),
        ("Anné", "Hi"),
    ]
    assert all(each["type"] == "hang" and each["call"]["id"] == "c1" for each in messages)
