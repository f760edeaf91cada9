"""What references and joint parts mean."""

from hypothesis import given, settings

from pytest_vapi_contract.shapes.compiler import compile_schema
from pytest_vapi_contract.shapes.nodes import Joint, Reference
from pytest_vapi_contract.shapes.resolve import Components
from tests.depth import many
from tests.shapes.tiny import SCHEMAS, catalogue


def test_a_component_is_compiled_when_it_is_asked_for():
    """Another one may be broken without anybody noticing."""
    known = catalogue({"type": "null"}, Broken="no schema at all")

    assert known.message("ping").at == "#"


def test_references_and_joint_parts_are_resolved():
    """What is left is what all of them allow, once and for all."""
    schema = {"$ref": "#/$defs/Short", "minLength": 1, "type": "string"}
    known = catalogue(schema, Short={"type": "string", "maxLength": 3})

    shape = known.message("ping")

    assert (shape.min_length, shape.max_length) == (1, 3)
    assert known.resolve(shape) is shape


def test_a_shape_that_is_a_part_of_itself_is_nothing():
    """It would be resolved without end."""
    known = catalogue(
        {"$ref": "#/$defs/Self"}, Self={"allOf": [{"$ref": "#/$defs/Self"}, {"type": "object"}]}
    )

    assert known.message("ping").reason == "it is a part of itself"


def test_a_reference_may_lead_to_a_reference():
    """It is followed to the end, and what is there is compiled once."""
    components = Components({"A": {"$ref": "#/$defs/B"}, "B": {"type": "null"}})

    end = components.resolve(Reference(at="#", name="A"))

    assert end is components.named("B")


@settings(max_examples=many(50, 5_000))
@given(one=SCHEMAS, other=SCHEMAS)
def test_nothing_joint_is_left(one, other):
    """What is resolved is neither a reference nor joint, and resolving it again changes nothing."""
    components = Components({})

    shape = components.resolve(compile_schema({"allOf": [one, other]}, "#"))

    assert not isinstance(shape, Joint | Reference)
    assert components.resolve(shape) is shape
