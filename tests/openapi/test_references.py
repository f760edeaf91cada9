import pytest

from pytest_vapi_contract.errors import BadReference
from pytest_vapi_contract.openapi.document import Document
from pytest_vapi_contract.openapi.references import component_of

SCHEMAS = {"Call": {"properties": {"a/b": {"type": "string"}}, "oneOf": [{"type": "null"}]}}


def document():
    """A document with one component."""
    return Document(dialect="3.0", schemas=SCHEMAS, origin={})


@pytest.mark.parametrize("way", ["Call", "Call/properties/a~1b", "Call/oneOf/0", "Call/properties/a%7E1b"])
def test_a_reference_leads_to_or_into_a_component(way):
    """What is escaped in a pointer, or in a URL, is read as it is meant."""
    given = document()

    assert component_of(given, f"#/components/schemas/{way}", "Message") == "Call"
    assert not given.notes


@pytest.mark.parametrize("way", ["Nobody", "Call/properties/b", "Call/oneOf/1", "Call/oneOf/x"])
def test_a_reference_that_leads_nowhere_is_noted(way):
    """It allows anything, and the note names the place and the reference."""
    given = document()

    assert component_of(given, f"#/components/schemas/{way}", "Message") is None
    assert [note.at for note in given.notes] == ["Message"]
    assert way in given.notes[0].what


@pytest.mark.parametrize(
    ("reference", "why"),
    [
        (7, "is not a string"),
        ("https://example.com/a.json", "points outside the document"),
        ("#/paths/~1call", "does not point to a component"),
    ],
)
def test_other_references_are_refused(reference, why):
    """Nothing is fetched, and only components are referred to."""
    with pytest.raises(BadReference, match=why):
        component_of(document(), reference, "Message")
