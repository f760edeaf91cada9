"""Values of strings and numbers are of their shape, and found quickly."""

from itertools import islice
from time import thread_time

import jsonschema_rs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.shapes import Number, Text, plainest_number, scalar_values, text_of_length
from pytest_vapi_contract.shapes.scalar_values import has_text_of_length, scalars_of, why_scalar_empty


def number(**bounds):
    """A number with these bounds."""
    return Number(at="#/n", **bounds)


def text(**bounds):
    """A text with these bounds."""
    return Text(at="#/t", **bounds)


@pytest.mark.parametrize(
    ("shape", "why"),
    [
        (number(minimum=3, maximum=2), "minimum is above maximum"),
        (number(integral=True, exclusive_minimum=1, exclusive_maximum=2), "no number is between"),
        (number(exclusive_minimum=1, maximum=1), "no number is between"),
        (number(minimum=1, maximum=1, other_than=frozenset({1})), "no number is between"),
        (text(min_length=2, max_length=1), "minLength is above maxLength"),
        (text(pattern="^a{3}$", max_length=2), "no string was found"),
        (text(pattern="^b$(?!\\n)", other_than=frozenset({"b"})), "no string was found"),
    ],
)
def test_what_leaves_no_value_is_told(shape, why):
    """The reason names the place and what is wrong."""
    assert why_scalar_empty(shape).startswith(f"{shape.at}: {why}")


@pytest.mark.parametrize(
    "shape",
    [
        number(minimum=2, maximum=2),
        number(minimum=-1.7e308, maximum=1.7e308, other_than=frozenset({0, *range(-1000, 1000)})),
        number(integral=True, multiple_of=0.7, minimum=1),
        text(min_length=2, max_length=2),
        text(max_length=1, other_than=frozenset({"", "a", "A"})),
        text(pattern="^(ab)+$", min_length=3),
    ],
)
def test_what_leaves_a_value_has_several(shape):
    """Each is of the shape, and no two are the same."""
    values = list(islice(scalars_of(shape), 3))

    assert why_scalar_empty(shape) is None
    assert len(set(values)) == len(values) > 0


def test_as_many_values_as_there_are():
    """The list ends where the shape does."""
    assert list(scalars_of(number(integral=True, minimum=1, maximum=3))) == [1, 2, 3]
    assert list(scalars_of(text(pattern="^[ab]$", max_length=1))) == ["a", "b"]


@given(
    shape=st.builds(
        number,
        integral=st.booleans(),
        minimum=st.none() | st.floats(-10, 10) | st.integers(-10, 10),
        maximum=st.none() | st.floats(-10, 10) | st.integers(-10, 10),
        multiple_of=st.none() | st.sampled_from([0.1, 0.25, 1, 3]),
        other_than=st.frozensets(st.integers(-3, 3)),
    )
)
def test_a_number_that_is_promised_is_found(shape):
    """What has no reason to be empty has a number."""
    if why_scalar_empty(shape) is None:
        plainest_number(shape)


def test_a_text_of_any_length_is_found_at_once():
    """The lengths above the shortest are not all tried where the pattern allows none of them."""
    began = thread_time()

    assert why_scalar_empty(text(pattern="^ab*c$", max_length=100_000)) is None
    assert why_scalar_empty(text(pattern="^[ab]{5}$(?!\\n)", min_length=6, max_length=100_000)) is not None

    assert thread_time() - began < 1


def test_a_length_that_the_pattern_does_not_allow():
    """The next one is taken instead, which is told."""
    assert has_text_of_length(text(pattern="^a*$"), 3)
    assert not has_text_of_length(text(pattern="^(aa)*$"), 3)
    assert not has_text_of_length(text(max_length=2), 3)
    assert not has_text_of_length(text(pattern="^a{2}$", max_length=1), 1)


@given(st.integers(0, 99))
@settings(max_examples=1)
def test_a_text_is_searched_for_within_a_test_of_hypothesis(number):
    """Hypothesis minds one of its tests within another; the search is none to it."""
    assert text_of_length(text(pattern=f"^ab{{2}}c{number}d$"), 0).strip() == f"abbc{number}d"


@pytest.mark.parametrize(
    ("shape", "expected"),
    [
        (Number(at="#"), 0),
        (Number(at="#", other_than=frozenset({0})), 1),
        (Number(at="#", maximum=-2), -2),
        (Number(at="#", integral=True, exclusive_minimum=1, maximum=2), 2),
        (Number(at="#", exclusive_minimum=0, maximum=1), 1),
        (Number(at="#", minimum=0.2, maximum=0.4), pytest.approx(0.3)),
        (Number(at="#", minimum=1, multiple_of=0.5), 1),
    ],
)
def test_the_plainest_number(shape, expected):
    """Zero if it may be, or one that is short to write."""
    assert plainest_number(shape) == expected


@pytest.mark.parametrize(
    ("shape", "length", "expected"),
    [
        (Text(at="#"), 0, ""),
        (Text(at="#", other_than=frozenset({"a"})), 1, "A"),
        (Text(at="#", pattern="^[0-9]*$"), 2, "00"),
        (Text(at="#", pattern="^/"), 0, "/"),
        (Text(at="#", format="date-time"), 0, "2026-01-01T00:00:00Z"),
    ],
)
def test_a_text_of_a_length(shape, length, expected):
    """One letter over and over, as long as the pattern allows."""
    assert text_of_length(shape, length) == expected


def test_a_text_of_a_format_is_searched_for_where_the_usual_one_does_not_fit():
    """It keeps to both the length and the format, also if another branch has the usual one."""
    short = text_of_length(Text(at="#", format="uri", max_length=12), 0)
    other = text_of_length(Text(at="#", format="date", other_than=frozenset({"2026-01-01"})), 0)

    assert len(short) <= 12
    assert accepts_format("uri", short)
    assert other != "2026-01-01"
    assert accepts_format("date", other)


def accepts_format(format, text):
    """Whether a validator that asserts formats accepts a text."""
    return jsonschema_rs.validator_for({"format": format}, validate_formats=True).is_valid(text)


def test_what_no_text_matches_is_said_so():
    """The search ends with the place of the shape."""
    with pytest.raises(ValueError, match="no string is of the shape at #/here"):
        text_of_length(Text(at="#/here", pattern="^a{3}$", max_length=2), 0)


def test_a_text_of_an_intricate_pattern_is_searched_for():
    """Hypothesis finds what no single letter makes."""
    assert text_of_length(Text(at="#", pattern="^ab{2}c$"), 0).strip() == "abbc"


def test_a_slow_start_does_not_count_as_search(monkeypatch):
    """Hypothesis reads the whole of Unicode when it first makes a text of a pattern, which takes seconds."""
    now = [0.0]
    texts_of = scalar_values._texts_of

    def slow(shape):
        now[0] += 2 * scalar_values.LONGEST_SEARCH
        return texts_of(shape)

    monkeypatch.setattr(scalar_values, "_texts_of", slow)
    monkeypatch.setattr(scalar_values, "thread_time", lambda: now[0])

    assert text_of_length(Text(at="#", pattern="^x(ab)+$", min_length=4), 4) == "xabab"
