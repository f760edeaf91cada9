"""Replies to requests other than tool calls, as Vapi reads them."""

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.checks.replies import right_reply
from pytest_vapi_contract.checks.reply_contract import CONTRACTS, is_meant, without_nulls
from tests.judged_reply import CONTRACT, fault, typed

NUMBER = {"type": "number", "number": "+14155550123"}
OK = {"ok": True}
JSON_TYPES = tuple(type for type in CONTRACTS if type not in {"tool-calls", "voice-request"})
#: What is wrong, by message type: the reply, its code, and what is noted.
WRONG = {
    "assistant-request": [
        ({"assistant_id": "a1"}, "VC135", "none of assistantId, assistant"),
        ({"assistantOverrides": {}}, "VC135", "none of assistantId"),
        ({"messageResponse": {"assistantId": "a1"}}, "VC135", "in `messageResponse`, and not at the top"),
        ({"assistant": "a1"}, "VC132", "/assistant"),
        ({"error": {"code": 7}}, "VC132", "/error"),
    ],
    "transfer-destination-request": [
        ({"destination": "+14155550123"}, "VC132", "/destination"),
        ({"destination": {"type": "number"}}, "VC132", '"number" is missing'),
        ({"destination": {"type": "assistant", "assistantId": "a1"}}, "VC132", "assistantName"),
        ({"destination": [NUMBER]}, "VC132", "/destination"),
        ({"destination": NUMBER, "message": ["Hold on."]}, "VC132", "/message"),
        ({"number": "+14155550123"}, "VC135", "neither destination nor error"),
        (NUMBER, "VC135", "neither destination nor error"),
        ([NUMBER], "VC135", "not an object with destination or error"),
    ],
    "handoff-destination-request": [
        ({"destination": "a1"}, "VC132", "/destination"),
        ({"destination": {"type": "assistant"}}, "VC135", "/destination has none of assistantId"),
        ({"assistantId": "a1"}, "VC135", "neither destination nor error"),
        ({"error": {"code": 7}}, "VC132", "/error"),
    ],
    "knowledge-base-request": [
        ({"documents": {"content": "Open till six."}}, "VC132", "/documents"),
        ({"documents": ["Open till six."]}, "VC132", "/documents/0"),
        ({"documents": [{"text": "Open.", "similarity": 1}]}, "VC132", '"content" is missing'),
        ({"documents": [{"content": "Open."}]}, "VC132", '"similarity" is missing'),
        ({"documents": [{"content": "Open.", "similarity": "0.9"}]}, "VC132", "/documents/0/similarity"),
        ({"results": [{"content": "Open.", "similarity": 1}]}, "VC135", "neither documents nor message"),
        ([{"content": "Open.", "similarity": 1}], "VC135", "not an object"),
    ],
    "call.endpointing.request": [
        ({"timeoutSeconds": "0.5"}, "VC132", "/timeoutSeconds"),
        ({"timeoutSeconds": -1}, "VC132", "/timeoutSeconds"),
        ({"timeoutSeconds": 500}, "VC132", "/timeoutSeconds"),
        ({"timeout": 0.5}, "VC135", "no timeoutSeconds"),
    ],
    "campaign.predial": [
        ({"eligible": "yes"}, "VC132", "/eligible"),
        ({"eligible": 1}, "VC132", "/eligible"),
        ({"isEligible": True}, "VC135", "no eligible"),
    ],
}
RIGHT = {
    "assistant-request": [
        {"assistantId": "a1"},
        {"squadId": "s1"},
        {"error": "closed"},
        {"assistantId": "a1", "squad": None, "error": None},
        {"destination": NUMBER},
    ],
    "transfer-destination-request": [
        {"destination": NUMBER},
        {"destination": {**NUMBER, "extension": None}, "message": None, "error": None},
        {"destination": {"type": "sip", "sipUri": "sip:desk@example.com"}},
        {"destination": {"type": "assistant", "assistantName": "Desk"}},
        {"destination": NUMBER, "message": {"type": "request-start", "content": "Hold on."}},
        {"error": "there is nobody to transfer to"},
    ],
    "handoff-destination-request": [
        {"destination": {"type": "assistant", "assistantId": "a1"}},
        {"destination": {"type": "assistant", "assistantName": "Desk"}, "result": "handed off"},
        {"destination": {"type": "assistant", "assistant": {"name": "Desk"}}},
        {"destination": {"type": "squad", "squadId": "s1"}},
        {"destination": {}},
        {"error": "nobody is there"},
        {"destination": None, "error": "nobody is there"},
    ],
    "knowledge-base-request": [
        {"documents": []},
        {"documents": [{"content": "Open till six.", "similarity": 0.9}]},
        {"documents": [{"content": "Open till six.", "similarity": 1, "uuid": "d1"}]},
        {"message": {"type": "custom-message", "content": "Open till six."}},
    ],
    "call.endpointing.request": [{"timeoutSeconds": 0}, {"timeoutSeconds": 0.5}, {"timeoutSeconds": 15}],
    "campaign.predial": [{"eligible": True}, {"eligible": False}],
}


def pairs(table):
    """Each message type with each of its rows."""
    return [(type, row) for type, rows in table.items() for row in rows]


@pytest.mark.parametrize("kind", ["http", "function"])
@pytest.mark.parametrize("is_handled", [False, True])
@pytest.mark.parametrize(("type", "row"), pairs(WRONG))
def test_a_wrong_reply_is_found_by_its_name(type, row, is_handled, kind):
    """With what is wrong, the reply, what Vapi does with it, and a right one; handled or not."""
    value, code, noted = row

    finding = fault({"type": type}, value, handles=[type] if is_handled else (), kind=kind)

    assert (finding.code, finding.severity) == (code, "lost")
    assert noted in finding.noted
    assert "the reply is" in finding.noted
    assert finding.hint.startswith("Vapi")
    assert finding.expected == right_reply(type, {}, of_function=kind == "function")


@pytest.mark.parametrize("kind", ["http", "function"])
@pytest.mark.parametrize(("type", "value"), pairs(RIGHT))
def test_a_right_reply_is_not_blamed(type, value, kind):
    """What is null is as good as left out."""
    assert fault({"type": type}, value, handles=[type], kind=kind) is None


@pytest.mark.parametrize(
    "value", [b"", b"<p>OK</p>", {}, OK, "ok", [], {"message": "received"}, {"status": 1}]
)
@pytest.mark.parametrize("type", JSON_TYPES)
def test_an_answer_is_demanded_of_whoever_handles_the_request(type, value):
    """Without `handles`, it is as good as any other acknowledgement."""
    finding = fault({"type": type}, value, handles=[type])

    assert finding.code in {"VC132", "VC135"}
    assert finding.hint == CONTRACTS[type].lost or value == {"message": "received"}
    assert fault({"type": type}, value) is None


@pytest.mark.parametrize(
    ("value", "noted"),
    [
        ({"assistantId": None}, "assistantId is null; the reply is"),
        ({"squad": None, "assistantId": None}, "assistantId and squad are null; the reply is"),
    ],
)
def test_an_answer_that_is_null_is_not_said_to_be_missing(value, noted):
    """The reply has it, as its author sees."""
    assert fault({"type": "assistant-request"}, value, handles=["assistant-request"]).noted.startswith(noted)


@pytest.mark.parametrize("type", CONTRACTS)
def test_the_right_reply_that_is_shown_is_right(type):
    """So it can be copied."""
    contract = CONTRACTS[type]

    assert right_reply(type, {"type": type})
    if contract.answers and type != "tool-calls":
        assert fault({"type": type}, contract.right, handles=[type]) is None


def test_every_type_has_a_contract_whose_reply_is_read():
    """In the newest revision, and each answer is in its schema."""
    assert set(CONTRACTS) == set(CONTRACT.bundle.replies)
    for type, contract in CONTRACTS.items():
        read = CONTRACT.properties_of_reply(type)
        assert read >= {*contract.answers}
        assert not read & contract.near_misses - {"message"}


def test_what_is_beside_a_destination_is_a_note():
    """Vapi ignores it; null is nothing."""
    note = fault({"type": "assistant-request"}, {"destination": NUMBER, "assistantId": "a1"})

    assert (note.code, note.severity) == ("VC407", "note")
    assert "assistantId beside destination" in note.noted


def test_an_answer_is_json_by_its_content_type():
    """A body of another type may not be read."""
    finding = fault({"type": "campaign.predial"}, {"eligible": True}, headers=typed("text/plain"))

    assert finding.code == "VC136"


def test_a_status_other_than_200_is_only_told_where_the_vendor_tells_it():
    """The documentation says so of tool calls and voices."""
    assert fault({"type": "campaign.predial"}, {"eligible": True}, status=201) is None


@pytest.mark.parametrize(
    ("value", "meant"),
    [
        ({"destination": {}}, True),
        ({"number": "+14155550123"}, True),
        ({"error": "not for me"}, False),
        ({"error": {"code": 7}}, True),
        ({"number": None}, False),
        ([], False),
        ([NUMBER], True),
        ("ok", False),
    ],
)
def test_a_reply_shows_whether_an_answer_is_meant(value, meant):
    """By what Vapi reads, and by a near miss; a text such as an error is in acknowledgements, too."""
    read = CONTRACT.properties_of_reply("transfer-destination-request")

    assert is_meant("transfer-destination-request", value, read) is meant


def test_null_is_left_out_at_any_depth():
    """Models write null for what they do not have."""
    assert without_nulls({"a": None, "b": [{"c": None, "d": 0}, None]}) == {"b": [{"d": 0}, None]}


def acknowledges(body):
    """A function that says the same to everything."""
    return OK


def says_nothing(body):
    """A function that returns an empty object for everything."""
    return {}


@pytest.mark.parametrize("handler", [acknowledges, says_nothing])
def test_a_run_demands_what_is_handled(handler):
    """One finding for each type, and none for a handler that says the same to everything."""
    types = [*JSON_TYPES, "voice-request"]
    options = {"types": types, "checks": ["replies"], "max_examples": 2}

    assert check_handler(handler, **options).findings == ()
    findings = check_handler(handler, handles=types, **options).findings
    assert {finding.type for finding in findings} == set(types)
    assert {finding.code for finding in findings} == {"VC135", "VC137"}
