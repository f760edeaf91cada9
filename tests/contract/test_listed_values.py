from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.contract.listed_values import listed_values, property_names, values_of_type
from tests.contract.messages import small


def test_values_of_enums_are_found_by_the_name_of_the_property():
    """Those of components, too; each once."""
    values = listed_values(newest())

    assert "customer-busy" in values["endedReason"]
    assert {"queued", "webCall"} <= {*values["status"], *values["type"]}
    assert all(len(set(map(repr, each))) == len(each) for each in values.values())


def test_bounds_of_numbers_are_found():
    """A value beside a bound is one that code forgets."""
    values = listed_values(newest())

    assert {0, 2} <= set(values["temperature"])


def test_properties_are_told_from_keywords_and_values():
    """A property may be called `properties`, and a value of an enumeration may look like a schema."""
    inner = {"type": "object", "properties": {"allOf": {"enum": ["x"]}}}
    example = {"properties": {"colour": {"enum": ["red"]}}}
    asked = small(
        {"type": "object", "properties": {"properties": inner, "shade": {"enum": [example, "dark"]}}}
    )

    names, values = property_names(asked), listed_values(asked)

    assert {"properties", "allOf", "shade"} <= names
    assert names.isdisjoint({"colour", "enum"})
    assert (values["shade"], values["allOf"]) == (("dark",), ("x",))


def test_values_of_a_type_are_those_of_its_own_properties():
    """Not those of what is in them, and not its name; a type without a schema has none."""
    values = set(values_of_type(newest(), "status-update"))

    assert {("endedReason", "voicemail"), ("status", "ended")} <= values
    assert {name for name, _ in values} == {"endedReason", "status"}
    assert not list(values_of_type(newest(), "function-call"))
