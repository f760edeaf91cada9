"""The place of a schema tells which lines of the table it is about."""

import pytest

from pytest_vapi_contract.realism import field_of, names_of
from pytest_vapi_contract.realism.field import Field, merged


@pytest.mark.parametrize(
    ("at", "names"),
    [
        ("#", ("", "")),
        ("#/properties/turnId", ("", "turnId")),
        ("#/$defs/Call/properties/costs/items/oneOf/1", ("Call", "costs")),
        ("#/$defs/JsonSchema/properties/properties/additionalProperties", ("JsonSchema", "properties")),
    ],
)
def test_a_place_tells_component_and_property(at, names):
    """The names that choose a kind of value come from the place of the schema."""
    assert names_of(at) == names


def test_a_line_of_a_component_leaves_the_rest_to_that_of_the_name():
    """What both say, the one of the component decides."""
    first, second = Field(often=0.5, single=True), Field(often=0.1, seldom=True)

    assert merged((first, second)) == Field(often=0.5, single=True, seldom=True)
    assert field_of("Call", "status").often == 0.9
    assert field_of("Chat", "assistantId").scenario is field_of("", "assistantId").scenario
