"""What cannot be imported: one clear error each, and nothing written, nothing fetched."""

import socket

import pytest

from pytest_vapi_contract import errors
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


def test_every_error_of_documents_has_one_root():
    """One `except` catches whatever is wrong with a document."""
    names = (
        "BadMessage BadReference BadRevisionName BadSchema DocumentTooDeep DocumentTooLarge NoServerMessages"
    )
    names += " NotJson NotOpenApi UnreadableDocument"

    assert all(issubclass(getattr(errors, name), errors.BadDocument) for name in names.split())
