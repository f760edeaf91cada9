"""Why a reading rejects a message."""

from pytest_vapi_contract.bundle import Erratum
from pytest_vapi_contract.contract.readings import WEAKEST, Reading
from pytest_vapi_contract.contract.validators import Validators

from .messages import small

WIDE = Reading(unions="inclusive")


def explained(known, message, reading=WIDE):
    """Why a reading of a small contract rejects a message."""
    return Validators(known.bundle).explain(reading, "ping", message)


def test_each_broken_place_is_told_once():
    """The pointer leads into the message, the keyword is the one that is broken."""
    known = small({"type": "object", "properties": {"a": {"type": "string"}}, "required": ["b"]})

    found = explained(known, {"type": "ping", "value": {"a": 1}})

    assert {(each.at, each.keyword) for each in found.violations} == {
        ("/value/a", "type"),
        ("/value", "required"),
    }
    assert found.errata == ()


def test_what_a_union_lacks_is_told_of_the_branch_that_is_meant():
    """The branch whose tag the value has."""
    branches = [
        {
            "type": "object",
            "properties": {"kind": {"const": kind}, "size": {"type": "number"}},
            "required": ["kind"],
        }
        for kind in ("cat", "dog")
    ]
    known = small({"oneOf": branches})

    [violation] = explained(known, {"type": "ping", "value": {"kind": "dog", "size": "large"}}).violations

    assert (violation.at, violation.keyword) == ("/value/size", "type")


def test_an_erratum_at_the_place_is_named_through_references():
    """Where a reading with errata would have accepted the message, the erratum says so."""
    erratum = Erratum(
        name="Thing.value",
        kind="observed",
        place="components.json#/$defs/Thing/properties/a",
        published={"type": "string"},
        meant={"type": "number"},
        evidence="seen",
        strength="instead",
    )
    components = {"Thing": {"type": "object", "properties": {"a": {"type": "string"}}}}
    known = small({"$ref": "#/$defs/Thing"}, components=components, errata=(erratum,))
    message = {"type": "ping", "value": {"a": 1}}

    assert explained(known, message).errata == ("Thing.value",)
    assert Validators(known.bundle).accepts(WEAKEST, "ping", message)


def test_the_schema_false_is_told_all_the_same():
    """`jsonschema` names neither keyword nor place there: the deciding validator does."""
    known = small(False)

    [violation] = explained(known, {"type": "ping", "value": 1}).violations

    assert violation.at == "/value"
