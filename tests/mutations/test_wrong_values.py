"""Values that are not listed."""

from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.cases.family import Family
from pytest_vapi_contract.mutations.fault import ValidValue
from pytest_vapi_contract.mutations.wrong_values import UNKNOWN, other_than_const, outside_enum

TEXTS = st.lists(st.text("abAB ", max_size=3), min_size=1, max_size=4, unique=True)
SCALARS = st.lists(st.integers(-5, 5), min_size=1, max_size=4, unique=True)


def faults(mutator, schema, **fields):
    """The values that a mutator offers, by their families."""
    found = {}
    for fault in mutator(ValidValue(value=None, schema=schema, **fields)):
        found.setdefault(fault.family, []).append(fault.value)
    return found


@given(listed=TEXTS | SCALARS)
def test_no_listed_value_is_offered(listed):
    """Whatever the list has, all near misses are outside of it."""
    found = faults(outside_enum, {"enum": listed})

    assert found
    assert not [value for values in found.values() for value in values if value in listed]


def test_each_way_to_miss_a_text_has_its_family():
    """Case, blanks, nothing, look-alike letters, and a prefix: what typing errors and bad clients do."""
    found = faults(outside_enum, {"enum": ["Ace"]})

    assert found[Family.ENUM_UNKNOWN] == [UNKNOWN]
    assert found[Family.ENUM_CASE] == ["aCE"]
    assert found[Family.ENUM_BLANK] == [" Ace "]
    assert found[Family.ENUM_PREFIX] == ["Ac"]
    [alike] = found[Family.ENUM_HOMOGLYPH]
    assert alike != "Ace"
    assert len(alike) == 3


def test_an_empty_list_has_no_near_misses():
    """Nothing conforms with it, so nothing of it can be broken."""
    assert faults(outside_enum, {"enum": []}) == {}


def test_a_constant_has_families_of_its_own():
    """A list of one value and a constant are different keywords."""
    found = faults(other_than_const, {"const": "on"})

    assert found[Family.CONST_CASE] == ["ON"]
    assert {family.group for family in found} == {"const"}


def test_the_tag_of_another_branch_breaks_the_union():
    """What is swapped is a value that another branch lists; a neighbour is listed elsewhere."""
    found = faults(outside_enum, {"enum": ["dog"]}, rivals=("cat",), neighbours=("cat", "fish"))

    assert found[Family.TAG_SWAPPED] == ["cat"]
    assert found[Family.ENUM_NEIGHBOUR] == ["fish"]
    assert found[Family.TAG_UNKNOWN] == [UNKNOWN]
