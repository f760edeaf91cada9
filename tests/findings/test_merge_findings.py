"""Which message shows what several have in common."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.cases.condition import found
from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.delivery import Request
from pytest_vapi_contract.findings import united
from pytest_vapi_contract.wire_envelope import envelope
from tests.exchanges import conforming, crash, exchange, mutation


def malformed(body, **fields):
    """A failure with a body that is no JSON."""
    case = conforming(body, category="text", id=body.decode(), **fields)
    reply = replace(exchange(status=500), request=Request(path="/", body=body))
    return CHECKS["malformed"].judge(case, reply)


@pytest.mark.parametrize("turned", [False, True])
def test_what_was_prepared_shows_a_cause_before_what_was_drawn(turned):
    """
    It says what it is about, and is the same whatever Hypothesis draws; among several the shortest is shown.
    """
    found = [malformed(b"long"), malformed(b"x", drawn=True), malformed(b"longer")]

    shown = united(found[::-1] if turned else found)

    assert shown.case.id == "long"
    assert shown.count == 3


def test_what_lacks_several_properties_names_none_that_decides():
    """It is only the first of them that its condition names; a message that lacks one shows which it is."""
    broken = exchange(status=500, crash=crash("AttributeError", "'NoneType' object has no attribute 'strip'"))
    whole = {"type": "transcript", "role": "user", "transcriptType": "final"}
    lacks_one = replace(
        mutation(envelope(whole), "", "required"), family=Family.REQUIRED, facts={"name": "transcript"}
    )
    lacks_all = replace(
        mutation(envelope({"type": "transcript"}), "", "required"),
        family=Family.TYPE_OF_OTHER,
        facts={"name": "role"},
    )

    shown = united([CHECKS["survives"].judge(case, broken) for case in (lacks_all, lacks_one)])

    assert str(shown.condition) == "`transcript` is missing"
    assert not shown.also


def test_the_types_are_those_that_fail_under_the_condition_that_is_told():
    """Others may not even have what it is about; when they fail is told beside it."""
    broken = exchange(status=500, crash=crash("ValueError", "max() arg is an empty sequence"))
    output, chat = (found(("message", name), {}) for name in ("output", "chat"))
    first = CHECKS["accepts"].judge(
        conforming(envelope({"type": "model-output"}), type="model-output"), broken
    )
    other = CHECKS["accepts"].judge(
        conforming(envelope({"type": "chat.created"}), type="chat.created"), broken
    )

    shown = united([replace(first, condition=output), replace(other, condition=chat)])

    assert shown.types == ("model-output",)
    assert shown.also == (chat,)


def test_the_types_are_those_of_messages_that_are_as_valid_as_the_one_shown():
    """That a broken message of another type leaks too is not said of a valid one of that type."""
    raised = exchange(status=400, body=b"unexpected token", caught=crash("ValueError", "unexpected token"))
    valid = conforming(envelope({"type": "hang"}))
    broken = mutation(envelope({"type": "session.created"}), "", "required")

    shown = united([CHECKS["leaks"].judge(case, raised) for case in (broken, valid)])

    assert shown.types == ("hang",)
    assert shown.count == 2
