import pytest

from pytest_vapi_contract.cases.condition import NEW_PROPERTY
from pytest_vapi_contract.mutations import each_of_forward_compatibility
from tests.contract.messages import REVISIONS, contract, small
from tests.mutations.tiny import FIRST_CLASS


@pytest.mark.parametrize("revision", REVISIONS)
@pytest.mark.parametrize("type", FIRST_CLASS)
def test_the_contract_of_today_takes_new_properties_and_nothing_else(revision, type):
    """
    A new property is a valid message already; a new value or message type is not, unless an erratum lists it.
    """
    asked = contract(revision)

    standings = {one.id: asked.standing(one.body) for one in each_of_forward_compatibility(asked, type)}

    assert {standing for id, standing in standings.items() if id.startswith("new.property")} == {"conforming"}
    assert standings["new.type.new.message.type"] == "violating"
    assert standings["new.type.language-changed"] == standings["new.type.function-call"] == "disputed"
    assert "new.type.assistant.started" not in standings  # it has a schema, which other messages break
    assert len(standings) == len(list(each_of_forward_compatibility(asked, type)))


def test_there_is_a_new_property_at_every_level():
    """In the message, and in each object that it can hold."""
    ids = {one.id for one in each_of_forward_compatibility(contract(), "session.created")}

    assert {"new.property", "new.property:/session", "new.property:/call/analysis"} <= ids
    assert sum(id.startswith("new.property") for id in ids) > 300


def test_a_new_property_stands_beside_the_known_ones():
    """Nothing else changes, and the pointer leads to what is new."""
    schema = {"type": "object", "properties": {"a": {"type": "string", "enum": ["x"]}}, "required": ["a"]}

    asked = small(schema)

    forward_compatibility = {one.id: one for one in each_of_forward_compatibility(asked, "ping")}

    assert forward_compatibility["new.property:/value"].message["value"] == {
        "a": "x",
        NEW_PROPERTY: {"since": "2030-01-01"},
    }
    assert forward_compatibility["new.property:/value"].at == f"/value/{NEW_PROPERTY}"
    assert forward_compatibility["new.value:/value/a"].message["value"] == {"a": "new-value"}
    assert asked.standing(forward_compatibility["new.value:/value/a"].body) == "violating"
    assert "new.property:/value" in str(forward_compatibility["new.property:/value"])


def test_an_entry_of_a_map_is_nothing_new():
    """Where all properties are of one shape, an unknown one is no news but an entry."""
    schema = {"type": "object", "additionalProperties": {"type": "string"}}

    ids = {one.id for one in each_of_forward_compatibility(small(schema), "ping")}

    assert "new.property:/value" not in ids
