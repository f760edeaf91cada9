import json

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.checks import selected, types_of
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.delivery import Exchange, Reply, Request
from tests.exchanges import conforming

CONTRACT = shipped()
CALL = {"id": "t1", "type": "function", "function": {"name": "book", "arguments": {}}}
RESULT = {"toolCallId": "t1", "result": "booked"}


def fault(type, value, *, status=200, headers=(), **message):
    """What the check finds in the reply to a message."""
    [check] = selected(["replies"], contract=CONTRACT)
    body = value if isinstance(value, bytes) else json.dumps(value).encode()
    reply = Reply(status=status, headers=headers, body=body)
    case = conforming({"message": {"type": type, **message}}, type=type)
    return check.judge(case, Exchange(request=Request(), reply=reply))


@pytest.mark.parametrize(
    ("type", "value", "noted"),
    [
        ("tool-calls", {"results": {"t1": "booked"}}, "/results"),
        ("tool-calls", {"results": [{"result": "booked"}]}, "toolCallId"),
        ("tool-calls", {"results": [{**RESULT, "toolCallId": "t2"}]}, "'t2', which no tool call has"),
        ("tool-calls", [RESULT], "not an object"),
        ("assistant-request", {"assistantId": 7}, "/assistantId"),
        ("assistant-request", {"assistant": {"firstMessage": 7}}, "/assistant/firstMessage"),
        ("call.endpointing.request", {"timeoutSeconds": -1}, "/timeoutSeconds"),
        ("voice-request", {"data": 7}, "the reply is JSON, not audio"),
        (
            "transfer-destination-request",
            {"destination": {"type": "number", "number": None}},
            '/destination: "number" is missing [required] (null counts as missing)',
        ),
    ],
)
def test_a_reply_that_no_reading_allows_is_a_finding(type, value, noted):
    """The finding names the place in the reply."""
    finding = fault(type, value, toolCallList=[CALL])

    assert finding.verdict == "returns a reply that Vapi cannot use"
    assert noted in finding.noted


@pytest.mark.parametrize(
    ("type", "value"),
    [
        ("tool-calls", {"results": [RESULT]}),
        ("tool-calls", {"results": [{**RESULT, "name": "book"}]}),
        ("tool-calls", {"results": []}),
        ("tool-calls", {"error": "closed"}),
        ("assistant-request", {"assistantId": "a1"}),
        ("assistant-request", {"error": "we are closed"}),
        ("handoff-destination-request", {"destination": {"type": "assistant", "assistantId": "a1"}}),
    ],
)
def test_a_reply_that_vapi_reads_is_sound(type, value):
    """Results need no name, as in Vapi's documentation."""
    assert fault(type, value, toolCallList=[CALL]) is None


@pytest.mark.parametrize(
    "value",
    [
        b"",
        b"OK",
        {"ok": True},
        None,
        "ok",
        True,
        [],
        {"message": "received"},
        {"error": "not for me"},
        {"data": None, "error": None},
    ],
)
@pytest.mark.parametrize("type", CONTRACT.bundle.replies)
def test_to_acknowledge_is_sound(type, value):
    """A handler that does not serve a type may say so in any way."""
    assert fault(type, value) is None


def test_a_body_that_says_it_is_json_is():
    """A body that is cut is a finding; text that says it is text is not."""
    header = (("Content-Type", "application/json"),)

    assert "not JSON" in fault("tool-calls", b'{"results":', headers=header).noted
    assert fault("tool-calls", b"", headers=header) is None
    assert fault("tool-calls", b"booked", headers=(("Content-Type", "text/plain"),)) is None


def test_what_is_no_json_has_one_cause():
    """
    How a handler writes its replies is one fault, whatever the type is; what is in them is another for each.
    """
    header = (("Content-Type", "application/json"),)
    types = ("tool-calls", "knowledge-base-request")

    written = {fault(type, b"{'error': None}", headers=header).cause for type in types}
    meant = {fault(type, {"results": 7, "documents": 7}).cause for type in types}

    assert len(written) == 1
    assert len(meant) == 2


def test_only_what_is_accepted_and_read_counts():
    """A refusal, and the reply to a message whose reply nobody reads, may hold anything."""
    assert fault("tool-calls", {"results": 1}, status=400) is None
    assert fault("hang", {"results": 1}) is None


def test_it_is_about_the_types_whose_reply_is_read():
    """There is an item for each message type whose reply Vapi reads, and for no other."""
    [check] = selected(["replies"])

    assert set(types_of(check, CONTRACT.message_types, CONTRACT)) == set(CONTRACT.bundle.replies)


class Ends:
    """What ends whoever shows it or asks for its class."""

    def __repr__(self):
        raise SystemExit(0)

    __str__ = __repr__


@pytest.mark.parametrize("returned", [Ends(), {"results": [{"toolCallId": Ends()}]}])
def test_a_value_that_is_not_json_is_shown_by_its_reason(returned):
    """Nothing of it is run: it may end the process, and with it the check."""
    options = {"types": ["tool-calls"], "handles": ["tool-calls"], "max_examples": 8}

    report = check_handler(lambda body: returned, checks=["replies", "leaks"], **options)

    [finding] = report.findings
    assert "the returned value is not JSON" in finding.got
    assert "(Object of type Ends is not JSON serializable)" in finding.got


@pytest.mark.parametrize(
    "returned", [(200, {}), ({}, 200), ({}, 200, {"X-A": "b"}), ("ok", 204), (200, {"results": []})]
)
def test_a_function_that_returns_a_status_is_told_once(returned):
    """Whatever the types are: what it returns is not the body alone."""
    report = check_handler(
        lambda _: returned,
        checks=["replies"],
        types=["tool-calls", "assistant-request", "hang"],
        max_examples=5,
    )

    [finding] = report.findings
    assert finding.title == "assistant-request (also tool-calls) returns a reply that Vapi cannot use"
    assert "the function returned a status and a body" in str(finding)
    assert "return the body alone" in finding.hint


@pytest.mark.parametrize("returned", [[7, {}], [True, {}], [{}, {}, 200], [200]])
def test_a_list_without_a_status_is_no_status_and_body(returned):
    """It is wrong for what Vapi reads in its place."""
    report = check_handler(
        lambda _: returned, checks=["replies"], types=["tool-calls", "assistant-request"], max_examples=5
    )

    assert len(report.findings) == 2
    assert "not an object" in str(report)


def test_what_is_expected_of_a_function_can_be_returned():
    """A function has no status."""
    report = check_handler(
        lambda body: {"results": [{"result": "booked"}]},
        types=["tool-calls"],
        checks=["replies"],
        max_examples=8,
    )

    assert report.findings[0].expected.startswith('it returns {"results": ')


def answers_with_objects(body):
    """A function whose results are no text."""
    message = body["message"]
    calls = message.get("toolCallList") or []
    return {"results": [{"toolCallId": call["id"], "result": {"done": True}} for call in calls]}


def test_a_run_finds_it():
    """The replies of a handler are read, also those of a plain function."""
    report = check_handler(answers_with_objects, types=["tool-calls"], checks=["replies"], max_examples=8)

    [finding] = report.findings
    assert "/results/0/result" in finding.got
    assert finding.exchange.reply.value["results"]
