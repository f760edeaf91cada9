import pytest

from pytest_vapi_contract.mutations import messages_of_forward_compatibility
from pytest_vapi_contract.mutations.forward_compatibility import NEW_PROPERTY
from tests.contract.messages import REVISIONS, contract, small
from tests.mutations.tiny import FIRST_CLASS


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("type", FIRST_CLASS)
def test_each_message_says_what_the_contract_of_today_makes_of_it(revision, type):
    """
    A new property is a valid message already; a new value or message type is not, unless an erratum lists it.
    """
    asked = contract(revision)

    forward_compatibility = messages_of_forward_compatibility(asked, type)

    assert [one.standing for one in forward_compatibility] == [
        asked.judge(one.body).standing for one in forward_compatibility
    ]
    assert {one.standing for one in forward_compatibility if one.id.startswith("new.property")} == {
        "conforming"
    }
    by_id = {one.id: one.standing for one in forward_compatibility}
    assert by_id["new.type.new.message.type"] == "violating"
    assert by_id["new.type.language-changed"] == by_id["new.type.function-call"] == "disputed"
    assert "new.type.assistant.started" not in by_id  # it has a schema, which other messages break
    assert len(by_id) == len(forward_compatibility)


def test_there_is_a_new_property_at_every_level():
    """
    In the message, and in each object that it can hold.
    """
    ids = {one.id for one in messages_of_forward_compatibility(contract(), "session.created")}

    assert {"new.property", "new.property:/session", "new.property:/call/analysis"} <= ids
    assert sum(id.startswith("new.property") for id in ids) > 300


def test_a_new_property_stands_beside_the_known_ones():
    """
    Nothing else changes, and the pointer leads to what is new.
    """
    schema = {"type": "object", "properties": {"a": {"type": "string", "enum": ["x"]}}, "required": ["a"]}

    forward_compatibility = {one.id: one for one in messages_of_forward_compatibility(small(schema), "ping")}

    assert forward_compatibility["new.property:/value"].message["value"] == {
        "a": "x",
        NEW_PROPERTY: {"since": "tomorrow"},
    }
    assert forward_compatibility["new.property:/value"].at == f"/value/{NEW_PROPERTY}"
    assert forward_compatibility["new.value:/value/a"].message["value"] == {"a": "new-value"}
    assert forward_compatibility["new.value:/value/a"].standing == "violating"
    assert "new.property:/value" in str(forward_compatibility["new.property:/value"])


def test_an_entry_of_a_map_is_nothing_new():
    """
    Where all properties are of one shape, an unknown one is no news but an entry.
    """
    schema = {"type": "object", "additionalProperties": {"type": "string"}}

    ids = {one.id for one in messages_of_forward_compatibility(small(schema), "ping")}

    assert "new.property:/value" not in ids
