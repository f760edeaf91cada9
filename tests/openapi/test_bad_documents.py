"""What cannot be imported: one clear error each, and nothing written, nothing fetched."""

import socket

import pytest

from pytest_vapi_contract import errors
from pytest_vapi_contract.openapi import translation
from tests.openapi.documents import held, held_though, reference


@pytest.mark.parametrize(
    ("where", "why"),
    [
        ("#/components/parameters/Id", "does not point to a component"),
        ("#", "does not point to a component"),
        ("#anchor", "does not point to a component"),
        ("other.json#/Call", "points outside the document, and nothing is fetched"),
        ("https://example.com/schema.json", "points outside the document, and nothing is fetched"),
        ("file:///etc/passwd", "points outside the document, and nothing is fetched"),
        ("//example.com/x", "points outside the document, and nothing is fetched"),
        ("", "points outside the document, and nothing is fetched"),
        (7, "is not a string"),
    ],
    ids=str,
)
@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_a_reference_that_leads_outside(tmp_path, monkeypatch, where, why, openapi):
    """The error names the reference and the place, and nothing is ever fetched."""
    monkeypatch.setattr(socket, "socket", None)

    with pytest.raises(errors.BadReference) as caught:
        held(tmp_path, {"items": {"$ref": where}}, openapi)

    assert why in str(caught.value)
    assert "/properties/held/items" in caught.value.at


@pytest.mark.parametrize(
    "where",
    [
        "#/components/schemas/Nowhere",
        "#/components/schemas/",
        "#/components/schemas/ServerMessageHang/properties/nowhere",
        "#/components/schemas/ServerMessageHang/required/7",
        "#/components/schemas/ServerMessageHang/required/x",
    ],
)
@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_a_reference_that_leads_nowhere_allows_anything(tmp_path, where, openapi):
    """Vapi has published such references; the warning names reference and place."""
    schema, warning = held_though(tmp_path, {"items": {"$ref": where}}, openapi)

    assert schema == {"items": {}}
    assert warning == (
        f"ServerMessageHang/properties/held/items/$ref: the reference '{where}' points to nothing; "
        "anything is allowed there."
    )


def test_what_stands_beside_a_reference_that_leads_nowhere(tmp_path):
    """Beside a reference nothing counts in 3.0, and all does in 3.1."""
    beside = reference("Nowhere") | {"type": "string", "nullable": True}

    assert held_though(tmp_path, beside, "3.0.0")[0] == {}
    assert held_though(tmp_path, reference("Nowhere") | {"minLength": 2}, "3.1.0")[0] == {"minLength": 2}


def test_a_reference_that_leads_nowhere_is_told_once(tmp_path):
    """A warning names the first place of several, and a component that is referred to is read too."""
    plan = {"properties": {name: reference("Nowhere") for name in "abc"}}

    schema, warning = held_though(tmp_path, reference("Plan"), Plan=plan)

    assert schema == {"$ref": "#/$defs/Plan"}
    assert warning.startswith("Plan/properties/a/$ref and 2 more places: the reference ")


def test_a_reference_to_what_is_no_schema_is_refused(tmp_path):
    """A list of names is there, and cannot be asked about a value."""
    with pytest.raises(errors.BadReference, match="points to something that is not a schema"):
        held(tmp_path, {"$ref": "#/components/schemas/ServerMessageHang/required"})


@pytest.mark.parametrize(
    ("components", "why"),
    [
        ({"A": reference("A")}, "leads back to itself"),
        ({"A": {"oneOf": [reference("B"), {"type": "null"}]}, "B": {"allOf": [reference("A")]}}, "to itself"),
        (
            {"A": reference("C0"), "C60": {}} | {f"C{at}": reference(f"C{at + 1}") for at in range(60)},
            "comes after 50 others",
        ),
    ],
    ids=["itself", "mutual", "chain"],
)
def test_a_component_that_says_nothing_of_itself(tmp_path, components, why):
    """It cannot be told what a value of it is, or takes too long."""
    with pytest.raises(errors.BadReference, match=why):
        held(tmp_path, reference("A"), **components)


def test_a_component_that_is_very_far_away(tmp_path):
    """What leads through a hundred others would be too deep for anything that reads it."""
    chain = {f"C{at}": {"properties": {"in": reference(f"C{at + 1}")}} for at in range(101)}

    with pytest.raises(errors.BadSchema, match="no fewer than 100 references lead to it"):
        held(tmp_path, reference("C0"), **chain, C101={})


def test_a_component_may_hold_itself(tmp_path):
    """Below a property or an item: values end."""
    tree = {"type": "object", "properties": {"in": reference("A"), "all": {"items": reference("A")}}}

    assert held(tmp_path, reference("A"), A=tree) == {"$ref": "#/$defs/A"}


def test_every_error_of_documents_has_one_root():
    """One `except` catches whatever is wrong with a document."""
    names = (
        "BadMessage BadReference BadRevisionName BadSchema DocumentTooDeep DocumentTooLarge NoServerMessages"
    )
    names += " NotJson NotOpenApi UnreadableDocument"

    assert all(issubclass(getattr(errors, name), errors.BadDocument) for name in names.split())


@pytest.mark.parametrize(
    ("schema", "at"),
    [
        ({"enum": [1, 2, 3, 4]}, "enum"),
        ({"anyOf": [{"enum": [1, 2]}, {"enum": ["a", "b"]}]}, "anyOf/1/enum"),
    ],
)
def test_enums_that_take_too_much_memory(tmp_path, monkeypatch, schema, at):
    """No validator is made of them; of as many values as the limit says, one is."""
    monkeypatch.setattr(translation, "MOST_VALUES", 4)  # the type of the message is one

    with pytest.raises(errors.BadSchema) as caught:
        held(tmp_path, schema, "3.1.0")

    assert str(caught.value) == (
        f"The schema ServerMessageHang/properties/held/{at} cannot be read: with it, enums have 5 values; "
        "the limit is 4."
    )
    assert held(tmp_path, {"enum": [1, 2, 3]}, "3.1.0") == {"enum": [1, 2, 3]}
