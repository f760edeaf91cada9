from dataclasses import replace
from random import Random

import pytest

from pytest_vapi_contract.cases.condition import MISSING, type_of
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing import NO_WORDS, SourceWords
from pytest_vapi_contract.fuzzing.edit_kinds import (
    KINDS,
    MANY_ITEMS,
    Palette,
    PlacedValue,
    added,
    another_list,
    another_type,
    another_value,
    compared_edit,
    edit_of,
    part_of_other,
    value_of_schema,
)
from pytest_vapi_contract.fuzzing.schema_values import SchemaValues

VALUES = [True, 5, 1.5, "text", "", ["a", "b"], [], {"a": 1}, None]


def palette(seed=0, *, words=NO_WORDS, listed=None, donor=None):
    """What new values are taken from."""
    return Palette(random=Random(seed), words=words, listed=listed or {}, donor=donor)


def values(place, **options):
    """Many other values of a place."""
    return [another_value(palette(seed, **options), place) for seed in range(300)]


@pytest.mark.parametrize("value", [True, 5, 1.5, "text", "", ["a", "b"]])
def test_another_value_has_the_same_type(value):
    """So that it is as likely to be valid."""
    found = values(PlacedValue(("x",), value))

    assert {type_of(each) for each in found} == {type_of(value)}
    assert any(each != value for each in found)


def test_what_the_source_compares_is_tried_and_its_neighbours():
    """A text as it is and in another one, a number and one more or less, and lengths."""
    words = SourceWords(compared={"a": ("busy", 7)}, constants=("word", 300))

    texts, numbers = (
        values(PlacedValue(("a",), "x"), words=words),
        values(PlacedValue(("a",), 1), words=words),
    )

    assert "busy" in texts
    assert any("word" in each and each != "word" for each in texts)
    assert {299, 300, 301} <= set(map(len, texts))
    assert {6, 7, 8, 299, 300, 301} <= set(numbers)


def test_what_the_schema_lists_is_tried():
    """For a property of that name only."""
    listed = {"a": ("one", "two")}

    assert {"one", "two"} <= set(values(PlacedValue(("a",), "x"), listed=listed))
    assert not {"one", "two"} & set(values(PlacedValue(("b",), "x"), listed=listed))


def test_what_the_source_compares_comes_more_often_than_what_the_schema_lists():
    """However much that is."""
    words, listed = SourceWords(compared={"a": ("busy",)}), {"a": tuple(f"reason-{n}" for n in range(600))}

    found = values(PlacedValue(("a",), "x"), words=words, listed=listed)

    assert found.count("busy") > 60


def test_what_lies_between_two_numbers_of_the_source_is_tried():
    """A table of bands may have gaps."""
    words = SourceWords(compared={"a": (0, 0.75, 1, 5)})

    found = values(PlacedValue(("a",), 2), words=words)

    assert {0.875, 3} <= set(found)


def test_a_text_is_what_is_hard_for_what_is_done_with_it():
    """Digits where digits are looked for; a multiple of a length where the length is taken."""
    digits = SourceWords(uses={"a": ("isdigit", "int")})
    measured = SourceWords(uses={"a": ("len",)}, constants=(153,))

    assert values(PlacedValue(("a",), "x"), words=digits).count("²") > 2
    assert values(PlacedValue(("b",), "x"), words=digits).count("²") < 3
    lengths = list(map(len, values(PlacedValue(("a",), "x"), words=measured)))
    assert lengths.count(153) + lengths.count(306) > 20


def test_a_value_may_be_that_of_another_place():
    """Another one than it is."""
    source = replace(palette(), others=["own", "theirs", 1])

    found = [another_value(source, PlacedValue(("a",), "own")) for _ in range(300)]

    assert found.count("theirs") > 15
    assert found.count("own") < 5


def test_a_value_of_the_schema_is_taken():
    """At its place; where the schema has none, nothing changes."""
    schema = SchemaValues(contract=newest(), type="status-update", compared={})
    source = replace(palette(), schema=schema)

    assert value_of_schema(source, PlacedValue(("status",), "x")) != "x"
    assert value_of_schema(source, PlacedValue(("no", "such"), "x")) == "x"
    assert added(source, PlacedValue(("call",), MISSING)) not in ("text", MISSING)


def test_lists_become_empty_shorter_longer_and_mixed():
    """Their items remain what they are."""
    found = [another_list(palette(seed), PlacedValue(("x",), [1, 2, 3])) for seed in range(300)]

    assert {0, 1, 2, 3, 4, 50} <= {len(each) for each in found}
    assert {item for each in found for item in each} == {1, 2, 3}
    assert [3, 2, 1] in found


@pytest.mark.parametrize("value", VALUES)
def test_another_type_is_another_type(value):
    """Whatever there was."""
    found = {type_of(another_type(palette(seed), PlacedValue(("x",), value))) for seed in range(100)}

    assert type_of(value) not in found
    assert len(found) >= 4


def test_a_part_of_another_message_is_taken_from_the_same_place():
    """Of a list any item; where the other message has nothing there, nothing changes."""
    donor = {"call": {"tags": ["one"]}}

    assert part_of_other(palette(donor=donor), PlacedValue(("call", "tags", 5), "x")) == "one"
    assert part_of_other(palette(donor=donor), PlacedValue(("call", "id"), "x")) == "x"


@pytest.mark.parametrize("value", VALUES)
def test_any_value_can_be_edited(value):
    """In every way, and nothing fails."""
    edits = [edit_of(palette(seed, donor={"x": 1}), PlacedValue(("x",), value)) for seed in range(300)]

    assert {MISSING, None} <= {each.value for each in edits if each.value in (MISSING, None)}
    assert len(KINDS) == 6


def test_what_is_added_is_compared_taken_from_another_message_or_anything():
    """Where there was nothing, nothing is known of the type."""
    words, place = SourceWords(compared={"a": ("busy",)}), PlacedValue(("a",), MISSING)

    found = [edit_of(palette(seed, words=words, donor={"a": "theirs"}), place).value for seed in range(100)]

    assert {"busy", "theirs", "text", 0} <= {each for each in found if isinstance(each, str | int)}


def test_what_is_compared_is_set():
    """It is one of the source's constants: one that is as likely to be valid, where there is one."""
    words = SourceWords(compared={"a": ("busy", 7)})
    values = {
        there: {
            compared_edit(palette(seed, words=words), PlacedValue(("a",), there)).value for seed in range(50)
        }
        for there in ("x", 1, MISSING)
    }

    assert values == {"x": {"busy"}, 1: {7}, MISSING: {"busy", 7}}


def test_a_long_list_is_as_long_as_was_drawn():
    """As long as one of the sizes, whatever the list had."""
    found = [another_list(palette(seed), PlacedValue(("x",), [1, 2])) for seed in range(300)]

    assert {len(each) for each in found} - {0, 1, 2, 3} == {each for each in MANY_ITEMS if each > 3}
