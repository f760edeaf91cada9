"""Which keywords hold schemas."""

from pytest_vapi_contract.bundle.subschemas import at_references, mapped, subschemas

SCHEMA = {
    "type": "object",
    "properties": {"oneOf": {"type": "string"}, "a/b": {"items": {"$ref": "#/$defs/Other"}}},
    "oneOf": [{"required": ["x"]}, True],
    "enum": [{"properties": {"no": "schema"}}],
    "additionalProperties": False,
}


def test_every_schema_is_found_with_its_pointer():
    """A property may be called like a keyword, and an enum holds values, not schemas."""
    found = [at for at, _ in subschemas(SCHEMA)]

    assert found == [
        "",
        "/properties/oneOf",
        "/properties/a~1b",
        "/properties/a~1b/items",
        "/oneOf/0",
        "/oneOf/1",
        "/additionalProperties",
    ]


def test_a_change_reaches_each_object_schema_and_nothing_else():
    """Booleans and values stay as they are; the schema that was given is not touched."""
    changed = mapped(SCHEMA, lambda schema: {**schema, "title": "seen"})

    assert changed["properties"]["a/b"]["items"]["title"] == "seen"
    assert changed["oneOf"] == [{"required": ["x"], "title": "seen"}, True]
    assert changed["enum"] == SCHEMA["enum"]
    assert "title" not in SCHEMA


def test_references_are_changed_wherever_they_are():
    """A property called `$ref` is no reference."""
    schema = {"properties": {"$ref": {"$ref": "old"}}}

    assert at_references(schema, str.upper) == {"properties": {"$ref": {"$ref": "OLD"}}}
