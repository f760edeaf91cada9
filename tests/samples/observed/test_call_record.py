"""The records of a call: it, its assistant, its phone and its customer."""

import re
from itertools import chain

import pytest

from tests.samples.observed.messages import CALLED, DURING, observed


@pytest.mark.parametrize("type", CALLED)
def test_a_call_is_the_record_as_it_was_created(type):
    """It is queued or ringing, was not updated, and knows nothing of what came later."""
    for message in observed(type, count=40):
        call = message["call"]

        assert call["status"] == ("ringing" if type == "assistant-request" else "queued")
        assert call["updatedAt"] == call["createdAt"]
        assert call["cost"] == 0
        assert [call.get(name) for name in ("startedAt", "endedAt", "endedReason")] == [None] * 3
        assert {"endedAt", "startedAt"} & call.keys() == (
            {"endedAt", "startedAt"} if type == "assistant-request" else set()
        )


def test_an_assistant_request_has_the_nulls_of_captured_ones():
    """What is not decided yet is null, and there is neither an assistant nor an artifact."""
    undecided = {"assistantId", "squadId", "squad", "squadOverrides", "customerId", "startedAt", "endedAt"}
    for message in observed("assistant-request"):
        nulls = {name for name, value in message["call"].items() if value is None}

        assert nulls == undecided | {"destination", "workflowId", "endedReason"}
        assert message["call"]["type"] == "inboundPhoneCall"
        assert {"assistant", "artifact", "chat"} & message.keys() == set()


@pytest.mark.parametrize("type", DURING)
def test_assistant_and_phone_number_are_stored_records(type):
    """They have ids and stamps, of the organisation that the call belongs to, from before the call."""
    for message in observed(type, count=40):
        for record in (message["assistant"], *filter(None, [message.get("phoneNumber")])):
            assert {"id", "orgId", "createdAt", "updatedAt"} <= record.keys()
            assert record["orgId"] == message["call"]["orgId"]
            assert record["createdAt"] < record["updatedAt"] < message["call"]["createdAt"]
        assert message["assistant"]["id"] == message["call"]["assistantId"]


def test_one_phone_is_in_all_parts_of_a_message():
    """A phone call has one customer, one number and one carrier; a web call has none of them."""
    kinds = set()
    for message in chain(observed("end-of-call-report"), observed("status-update")):
        call = message["call"]
        kinds.add((call["type"], call.get("phoneCallProvider")))
        if call["type"] == "webCall":
            assert {"phoneNumber", "customer"} & message.keys() == set()
            assert not [name for name in call if name.startswith("phone")]
            assert call["webCallUrl"] == call["transport"]["callUrl"]
            continue
        assert message["phoneNumber"]["id"] == call["phoneNumberId"]
        assert message["phoneNumber"]["provider"] == call["phoneCallProvider"]
        assert message["customer"] == call["customer"] == message["artifact"]["variables"]["customer"]
        assert message["customer"]["number"] != message["phoneNumber"]["number"]
        if call["phoneCallProvider"] == "twilio":
            assert re.fullmatch(r"CA[0-9a-f]{32}", call["phoneCallProviderId"])
            assert call["transport"]["callSid"] == call["phoneCallProviderId"]
    assert {("webCall", None), ("inboundPhoneCall", "twilio"), ("outboundPhoneCall", "vapi")} <= kinds
