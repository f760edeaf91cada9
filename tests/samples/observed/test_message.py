"""What production adds to a message that was drawn."""

import pytest

from pytest_vapi_contract.samples import sample
from pytest_vapi_contract.samples.observed import dressing
from tests.samples.observed.messages import CONTRACTS, DURING, NEWEST, NINE, observed, one_type


@pytest.mark.parametrize("type", DURING)
def test_call_assistant_and_artifact_are_there_during_a_call(type):
    """And there is no chat beside the call."""
    for message in observed(type, count=40):
        assert {"call", "assistant", "artifact", "timestamp"} <= message.keys()
        assert "chat" not in message
        assert isinstance(message["timestamp"], int)


@pytest.mark.parametrize(
    "type", [each for each in NEWEST.message_types if each.startswith(("session.", "chat."))]
)
def test_what_is_written_has_no_call(type):
    """Messages about sessions and chats are not about a call, and those about a chat have it."""
    for message in observed(type, count=60):
        assert {"call", "artifact"} & message.keys() == set()
        assert ("chat" in message) or not type.startswith("chat.")


def test_what_is_said_is_in_the_dialogue():
    """A transcript is of the last words of its speaker, who is named if it is the assistant."""
    roles = {"user": "user", "assistant": "bot"}
    for message in observed("transcript"):
        spoken = [
            e["message"] for e in message["artifact"]["messages"] if e["role"] == roles[message["role"]]
        ]
        assert message["transcript"] == spoken[-1]
        assert message.get("assistantId") in (None, message["assistant"]["id"])
        assert ("assistantId" in message) == (message["role"] == "assistant")


CALL = {"type": "object", "required": ["id"], "properties": {"id": {"type": "string"}}}


def test_what_a_contract_forbids_is_left_as_it_is_drawn():
    """Where a record has another shape than production's, the schema is followed."""
    closed = {
        "properties": {
            "type": {"enum": ["hang"]},
            "call": {**CALL, "properties": {"id": {"type": "integer"}}},
            "assistant": {"type": "object", "properties": {"name": {"type": "string"}}},
            "timestamp": {"type": "integer"},
        },
        "required": ["type", "call"],
        "additionalProperties": False,
    }
    contract = one_type("hang", closed)

    messages = [sample("hang", seed=seed, contract=contract, reading="observed") for seed in range(30)]

    assert {contract.standing(each) for each in messages} == {"conforming"}
    assert all("id" in each["assistant"] and isinstance(each["call"]["id"], int) for each in messages)
    assert not any("phoneNumber" in each for each in messages)


def test_all_that_a_call_decides_is_allowed_by_the_shipped_contracts():
    """Nothing that production adds is lost because a schema would refuse it."""
    for contract in CONTRACTS.values():
        known = dressing(contract, "end-of-call-report").decided
        assert known >= NINE | {"call", "assistant", "artifact", "phoneNumber", "customer", "timestamp"}
        assert "toolCallList" in dressing(contract, "tool-calls").decided
        assert "call" in dressing(contract, "assistant-request").decided
