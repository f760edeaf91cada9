import pytest

from pytest_vapi_contract.shapes.limits import limits, tighter, why_out_of_bounds
from pytest_vapi_contract.shapes.nodes import Number, Text


def number(**bounds):
    """A number with these bounds."""
    return Number(at="#/n", **bounds)


@pytest.mark.parametrize(
    ("bounds", "expected"),
    [
        ({}, (None, None)),
        ({"minimum": 1, "exclusive_minimum": 3}, (3, None)),
        ({"maximum": 9, "exclusive_maximum": 7}, (None, 7)),
    ],
)
def test_the_tightest_bounds_are_told(bounds, expected):
    """Of two bounds on one side the tighter one counts."""
    assert limits(number(**bounds)) == expected


def test_a_bound_that_is_missing_gives_way():
    """Only two bounds are compared; one alone is taken."""
    assert tighter(max, None, 2) == tighter(max, 2, None) == 2
    assert tighter(max, 1, 2) == 2
    assert tighter(min, None, None) is None


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({"minimum": 3, "maximum": 2}, "minimum is above maximum"),
        ({"minimum": 10**400}, "numbers beyond 1.8e308 are not generated"),
        ({"maximum": -(10**400), "integral": True}, "numbers beyond 1.8e308 are not generated"),
        ({"multiple_of": 1e-300}, "multiples of 1e-300 are not generated"),
        ({"multiple_of": 10**400}, "multiples of 1000"),
        ({"minimum": 1e300, "multiple_of": 2}, "multiples of 2 are not generated there"),
        ({"integral": True, "multiple_of": 0.1000001}, "multiples of 0.1000001 are not generated there"),
    ],
)
def test_bounds_that_leave_no_number_are_told(bounds, why):
    """The reason names the place and what is wrong."""
    reason = why_out_of_bounds(number(**bounds))

    assert reason is not None
    assert reason.startswith("#/n: ")
    assert why in reason


@pytest.mark.parametrize(
    "bounds",
    [
        {"minimum": 2, "maximum": 2},
        {"integral": True, "exclusive_minimum": 1, "exclusive_maximum": 3},
        {"exclusive_minimum": 1},
        {"maximum": 1.7976931348623157e308},
        {"multiple_of": 1e-7},
        {"integral": True, "multiple_of": 0.1},
    ],
)
def test_bounds_that_leave_a_number_are_fine(bounds):
    """One number is enough."""
    assert why_out_of_bounds(number(**bounds)) is None


@pytest.mark.parametrize(
    ("bounds", "why"),
    [
        ({"min_length": 3, "max_length": 2}, "minLength is above maxLength"),
        ({"max_length": 0, "other_than": frozenset({""})}, "only the empty string is left"),
    ],
)
def test_lengths_that_leave_no_string_are_told(bounds, why):
    """A string has no value if its lengths contradict each other, or if the only one is another branch's."""
    assert why in (why_out_of_bounds(Text(at="#/t", **bounds)) or "")
    assert why_out_of_bounds(Text(at="#/t", min_length=2, max_length=2)) is None
