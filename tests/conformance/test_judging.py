"""What the checks of a run have seen."""

import json

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.cases.condition import type_of
from pytest_vapi_contract.checks import selected
from pytest_vapi_contract.conformance.budget import ACCEPTED_KEPT, LATE_WAIT, MODELS, REPLIES_KEPT
from pytest_vapi_contract.conformance.case_source import CaseSource
from pytest_vapi_contract.conformance.judging import Judging
from pytest_vapi_contract.conformance.sender import Sender
from pytest_vapi_contract.contract import shipped
from tests.exchanges import conforming, exchange, mutation, small_cases

CONTRACT = shipped()
BODY = {"message": {"type": "hang"}}


@pytest.fixture
def judging():
    """The checks `accepts` and `in-time`, about a handler that accepts everything."""
    with as_handler(lambda body: None) as handler:
        sender = Sender(handler=handler)
        case_source = CaseSource(sender=sender, contract=CONTRACT, cases=small_cases)
        checks = selected(["accepts", "in-time"], contract=CONTRACT)
        yield Judging(checks=checks, sender=sender, case_source=case_source)


def test_what_fails_is_kept_by_its_cause(judging):
    """Two exchanges with one cause are one group, and both count."""
    for status in (500, 500, 404, 200):
        judging.judge(conforming(BODY), exchange(status=status))

    assert sorted(map(len, judging.failing.values())) == [1, 2]


def test_each_failure_is_told_at_once(judging):
    """Whoever wants to know it need not wait for the findings."""
    told = []
    judging.on_failure = told.append

    judging.judge(conforming(BODY), exchange(status=500))

    assert [(finding.check, finding.got) for finding in told] == [("accepts", "500 in 3 ms")]


def test_a_few_accepted_messages_are_kept(judging):
    """To compare failing ones with; none that was refused, and none that is broken."""
    for number in range(MODELS + 2):
        judging.judge(conforming(BODY | {"number": number}), exchange())
    judging.judge(conforming(BODY, type="model-output"), exchange(status=400))
    judging.judge(mutation(BODY, "/type", type="hang"), exchange())

    kept = {key: len(bodies) for key, bodies in judging.models.items() if bodies}
    assert kept == {("conforming", "hang"): MODELS}


def test_an_accepted_message_that_is_answered_wrongly_is_compared_with_only_for_want_of_others(judging):
    """What is common to those that are answered rightly shows why others are not."""
    judging.note(conforming(BODY | {"number": 1}), exchange(), found=True)
    assert judging.models == {("conforming", "hang"): [BODY | {"number": 1}]}

    judging.note(conforming(BODY | {"number": 2}), exchange())
    assert judging.models == {("conforming", "hang"): [BODY | {"number": 2}]}


def test_a_message_of_another_type_shows_nothing_of_its_own(judging):
    """A handler that passes over an unknown type has not accepted what is in the message."""
    unknown = {"message": {"type": "unknown", "output": {}}}

    judging.judge(mutation(unknown, "/type", type="model-output"), exchange())

    assert not judging.shown("model-output")


def test_what_accepted_messages_have_is_noted(judging):
    """Places near the top with their types, also of broken messages; nothing of what was refused."""
    judging.judge(conforming({"message": {"type": "hang", "call": None}}), exchange())
    judging.judge(mutation({"message": {"type": "hang", "call": 5}}, "/call", type="hang"), exchange())
    judging.judge(conforming({"message": {"call": []}}), exchange(status=400))
    judging.judge(conforming(b"{", category="text"), exchange())

    noted = {type for path, type in judging.shown("hang") if path == ("message", "call")}
    assert noted == {"null", "number"}


def test_what_is_accepted_later_is_noted_too(judging):
    """A session asks for a report more than once."""
    for value in (None, 5):
        judging.judge(conforming({"message": {"type": "hang", "call": value}}), exchange())
        assert judging.shown("hang") >= {(("message", "call"), type_of(value))}

    assert (("message", "call"), "null") in judging.shown("hang")
    assert judging.shown("model-output") == set()


def test_of_many_accepted_messages_only_what_they_show_is_kept(judging):
    """A run with many messages does not keep them all."""
    for _ in range(ACCEPTED_KEPT):
        judging.judge(conforming({"message": {"type": "hang", "call": None}}), exchange())

    assert not judging.accepted
    assert (("message", "call"), "null") in judging.shown("hang")


@pytest.mark.parametrize(("most", "late"), [(float("inf"), False), (LATE_WAIT, True)])
def test_a_request_that_a_server_may_wait_with_has_another_limit(judging, most, late):
    """What is expected of it says how long it was waited for."""
    judging.sender.most = most

    judging.judge(conforming(BODY), exchange(status=0, timed_out=True))

    expected = {finding.expected for findings in judging.failing.values() for finding in findings}
    assert (f"a reply or a closed connection within {LATE_WAIT:g} s" in expected) is late


def test_different_replies_are_not_all_kept(judging):
    """A long run has a million, and it is enough to know that not all are alike."""
    for number in range(50):
        judging.judge(conforming(BODY), exchange(body=str(number).encode()))

    assert len(judging.replies) == REPLIES_KEPT


CALLS = conforming({"message": {"type": "tool-calls", "toolCallList": [{"id": "t1"}]}}, type="tool-calls")
ENVELOPE = {"ok": True, "output": "done"}
RESULTS = {"results": [{"toolCallId": "t9", "result": "Done."}]}


@pytest.mark.parametrize(
    ("value", "handles", "is_found"),
    [(ENVELOPE, (), False), (ENVELOPE, ["tool-calls"], True), (RESULTS, (), True)],
)
def test_a_reply_that_any_message_gets_is_no_answer(judging, value, handles, is_found):
    """It only says that the message was received, unless an answer is promised, or the reply has one."""
    judging.checks = selected(["replies"], contract=CONTRACT, acted_on=handles)
    reply = exchange(body=json.dumps(value).encode())

    judging.judge(conforming(BODY), reply)
    judging.judge(CALLS, reply)

    assert bool(judging.failing) is is_found
    assert (judging.finding(CALLS, reply, None) is not None) is is_found


@pytest.mark.parametrize(
    ("acknowledged", "replied", "is_found"),
    [
        ("event 81 stored", "event 82 stored", False),
        ("0b3f-4c1a-99e2", "77aa-0c1d-e4f5", False),
        ("event 81 stored", "the door is open", True),
        ("x" * 2_000 + "1", "x" * 2_000 + "2", True),
    ],
)
def test_an_acknowledgement_may_have_another_number_each_time(judging, acknowledged, replied, is_found):
    """It is no answer either; other words are."""
    judging.checks = selected(["replies"], contract=CONTRACT)

    judging.judge(conforming(BODY), exchange(body=json.dumps({"result": acknowledged}).encode()))
    judging.judge(CALLS, exchange(body=json.dumps({"result": replied}).encode()))

    assert bool(judging.failing) is is_found


def test_a_reply_that_only_a_tool_call_gets_is_an_answer(judging):
    """Others are acknowledged otherwise."""
    judging.checks = selected(["replies"], contract=CONTRACT)

    judging.judge(conforming(BODY), exchange(body=b"{}"))
    judging.judge(CALLS, exchange(body=json.dumps(ENVELOPE).encode()))

    assert judging.failing


def test_a_failure_can_be_asked_for_without_being_kept(judging):
    """It names the check and the cause."""
    failure = judging.failure(conforming(BODY), exchange(status=500), None)

    assert failure == ("accepts", ("status", 500))
    assert judging.failure(conforming(BODY), exchange(), None) is None
    assert not judging.failing


def test_a_check_that_fails_itself_is_asked_no_more(judging, monkeypatch):
    """Nor does it end what asks for a failure; the others go on."""
    asked = []

    def broken(check, *_):
        asked.append(check.id)
        if check.id == "accepts":
            raise KeyError("ours")

    monkeypatch.setattr("pytest_vapi_contract.conformance.judging._found_by", broken)

    assert judging.failure(conforming(BODY), exchange(status=500), None) is None
    assert judging.failure(conforming(BODY), exchange(status=500), None) is None

    assert asked == ["accepts", "in-time", "in-time"]
    assert list(judging.unable) == ["accepts"]
