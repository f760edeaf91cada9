"""Arguments of the user's own tools."""

import jsonschema
import pytest

from pytest_vapi_contract.samples.tool_arguments import places_of, realistic_arguments
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import properties, tool

PARAMETERS = {
    "type": "object",
    "properties": {
        "day": {"type": "string", "enum": ["monday", "friday"]},
        "name": {"type": "string"},
        "guests": {"type": "integer", "minimum": 2, "maximum": 9},
        "vip": {"type": "boolean"},
        "notes": {"type": "array", "items": {"type": "string"}},
        "address": {"$ref": "#/$defs/Address"},
        "any": {},
    },
    "required": ["day", "guests"],
    "$defs": {
        "Address": {
            "type": "object",
            "properties": {"zip": {"type": ["string", "null"], "pattern": "^[0-9]{5}$"}},
            "required": ["zip"],
        }
    },
}


def contract_of(parameters):
    """The contract of a tool with these parameters."""
    return user_tools([tool("it", parameters)]).contracts[0]


@pytest.mark.parametrize("seed", range(8))
def test_arguments_match_the_parameters(seed):
    """With all that may be left out, and without it."""
    contract = contract_of(PARAMETERS)

    whole = realistic_arguments(contract, seed)
    least = realistic_arguments(contract, seed, optional=False)

    jsonschema.validate(whole, PARAMETERS)
    jsonschema.validate(least, PARAMETERS)
    assert whole.keys() == PARAMETERS["properties"].keys()
    assert least.keys() == {"day", "guests"}


def test_values_fit_their_names():
    """A person's name, a postal code of the right form, and the same for the same seed."""
    contract = contract_of(PARAMETERS)

    arguments = realistic_arguments(contract, 3)

    assert arguments["name"] == "Daniel Weber"
    assert arguments["address"]["zip"] in (None, "94107")
    assert arguments == realistic_arguments(contract, 3)
    assert arguments != realistic_arguments(contract, 4)


def test_a_value_that_the_parameters_forbid_is_not_taken():
    """However well it fits the name."""
    contract = contract_of(properties(email={"type": "string", "maxLength": 5}))

    arguments = realistic_arguments(contract)

    assert contract.accepts(arguments)


def test_a_tool_without_parameters_is_called_with_none():
    """So is one whose parameters contradict themselves."""
    assert realistic_arguments(contract_of(None)) == {}
    assert (
        realistic_arguments(contract_of(properties(n={"minimum": 2, "maximum": 1, "type": "number"}))) == {}
    )


def test_what_holds_for_all_arguments_is_kept():
    """Not more of them than are allowed."""
    parameters = properties(a={"type": "string"}, b={"type": "string"}) | {"required": [], "maxProperties": 1}

    arguments = realistic_arguments(contract_of(parameters))

    assert len(arguments) <= 1


def test_each_text_and_number_has_its_schema():
    """Also behind references, and in lists; choices are left out."""
    arguments = {"day": "friday", "name": "x", "notes": ["y"], "address": {"zip": "94107"}, "vip": True}

    found = dict(places_of(contract_of(PARAMETERS), arguments))

    assert found == {
        ("name",): {"type": "string"},
        ("notes", 0): {"type": "string"},
        ("address", "zip"): {"type": ["string", "null"], "pattern": "^[0-9]{5}$"},
    }
