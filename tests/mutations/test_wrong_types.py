"""Values of the wrong JSON type."""

from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.contract.tagged_unions import json_type
from pytest_vapi_contract.json_paths import JSON_TYPES
from pytest_vapi_contract.mutations.fault import ValidValue
from pytest_vapi_contract.mutations.wrong_types import DISGUISES, broken_type, type_faults
from tests.shapes.tiny import VALUES, accepts


@given(allowed=st.sets(st.sampled_from(JSON_TYPES), min_size=1), value=VALUES)
def test_no_allowed_type_is_offered(allowed, value):
    """
    A validator refuses every plain value, and each type that is not allowed has one.

    What a value is in disguise, or out of its list, may well be allowed: whether it is, the verdict decides.
    """
    schema = {"type": sorted(allowed)}
    faults = list(broken_type(ValidValue(value=value, schema=schema)))

    plain = [fault for fault in faults if fault.family not in DISGUISES | {Family.TYPE_OUT_OF_ARRAY}]
    assert not any(accepts(schema, fault.value) for fault in plain)
    offered = {json_type(fault.value) for fault in faults}
    assert offered >= {"null", "boolean", "string", "array", "object"} - allowed


def test_a_number_is_not_a_wrong_integer_but_a_fraction_is():
    """An integer is a number, so only a fraction breaks its type by a number."""
    faults = {fault.family: fault.value for fault in type_faults(3, frozenset({"integer"}))}

    assert Family.TYPE_NUMBER not in faults
    assert faults[Family.INTEGER_FRACTION] == 1.5


def test_a_value_comes_in_disguise():
    """As clients send it that convert too much: as text, as a number, in a list, or out of one."""
    boolean = {fault.family: fault.value for fault in type_faults(True, frozenset({"boolean"}))}
    listed = {fault.family: fault.value for fault in type_faults([5], frozenset({"array"}))}

    assert boolean[Family.TYPE_BOOL_AS_STRING] == "true"
    assert boolean[Family.TYPE_BOOL_AS_NUMBER] == 1
    assert boolean[Family.TYPE_IN_ARRAY] == [True]
    assert listed[Family.TYPE_OUT_OF_ARRAY] == 5


def test_what_was_expected_is_told():
    """By its types, without `integer` beside `number`, or by a value where no type is known."""
    both = next(iter(type_faults("x", frozenset({"integer", "number"}))))
    unknown = next(iter(type_faults("x")))

    assert both.facts["expected"] == {"types": ["number"]}
    assert unknown.facts["expected"] == {"types": [], "like": "x"}


def test_no_value_is_shared():
    """Whoever changes a mutation does not change the next one."""
    first, second = ([fault.value for fault in type_faults("x")] for _ in range(2))

    assert first == second
    assert not {id(value) for value in first if isinstance(value, list | dict)} & set(map(id, second))
