"""Where the schemas of a message type assert something."""

import pytest

from pytest_vapi_contract.json_paths import tokens
from pytest_vapi_contract.mutations.assertions import asserted_places, branch_name, branch_schema
from tests.contract.messages import contract, small

STRING = {"type": "string"}
KINDS = {"Dog": {"type": "object", "properties": {"bark": STRING}, "required": ["bark"]}}
TREE = {
    "Tree": {
        "type": "object",
        "properties": {"left": {"$ref": "#/$defs/Tree"}, "name": {"maxLength": 3, **STRING}},
    }
}


def places(known, **options):
    """The places of a small contract, by their pointers in the schema."""
    return {each.at: each for each in asserted_places(known.bundle, known.catalogue(), "ping", **options)}


def test_each_demand_is_an_assertion():
    """A keyword is one, and so is each entry of `required`."""
    known = small({"type": "object", "properties": {"a": STRING}, "required": ["a", "b"], "minProperties": 1})

    found = {str(each) for each in places(known)["#/properties/value"].assertions}

    assert found == {
        "#/properties/value type",
        "#/properties/value required a",
        "#/properties/value required b",
        "#/properties/value minProperties",
    }


def test_a_place_is_where_a_message_has_it():
    """The pointer into the schema and the pointer into a message differ."""
    known = small({"type": "array", "items": {"$ref": "#/$defs/Dog"}}, components=KINDS)

    found = places(known)

    assert found["#/$defs/Dog"].place == "/value/0"
    assert found["#/$defs/Dog/properties/bark"].place == "/value/0/bark"


def test_what_holds_itself_is_listed_once():
    """A component is one place, however deep it occurs, and its nearest occurrence comes first."""
    found = places(small({"$ref": "#/$defs/Tree"}, components=TREE))

    assert found["#/$defs/Tree/properties/name"].place == "/value/name"


def test_depth_leaves_out_what_is_further_down():
    """Depth counts properties and items."""
    known = small({"type": "array", "items": STRING})

    assert "#/properties/value/items" in places(known, depth=2)
    assert "#/properties/value/items" not in places(known, depth=1)


def test_a_branch_is_called_by_its_component():
    """By its index where it has none, and not at all where the union is a list of types."""
    known = small({"oneOf": [{"$ref": "#/$defs/Dog"}, STRING]}, components=KINDS)

    assert branch_name(known.bundle, "ping", "#/properties/value/oneOf/0") == "Dog"
    assert branch_name(known.bundle, "ping", "#/properties/value/oneOf/1") == "1"
    assert branch_schema(known.bundle, "ping", "#/properties/value/oneOf/1") == STRING
    assert branch_name(known.bundle, "ping", "#/properties/value/type/1") is None


@pytest.mark.parametrize("type", ["session.created", "model-output", "hang"])
def test_every_place_that_ships_is_in_its_schema(type):
    """The pointer leads to the schema in the document that a user gets."""
    known = contract()
    document = known.schema(type)

    for each in asserted_places(known.bundle, known.catalogue(), type, depth=3):
        found = document
        for token in tokens(each.at.removeprefix("#")):
            found = found[int(token)] if isinstance(found, list) else found[token]
        assert set(each.schema) <= set(found) | {"$ref"}


def test_a_branch_where_nothing_is_said_has_no_schema():
    """What tells anything from the other branches is declared nowhere."""
    known = small({"oneOf": [{"type": "array"}, {"type": "string"}]})

    assert branch_schema(known.bundle, "ping", "#/properties/value/oneOf/0/items") is None
    assert branch_schema(known.bundle, "ping", "#/properties/value/oneOf/0") == {"type": "array"}
