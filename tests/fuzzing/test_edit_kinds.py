from random import Random

import pytest

from pytest_vapi_contract.cases.condition import MISSING, type_of
from pytest_vapi_contract.fuzzing import NO_WORDS, SourceWords
from pytest_vapi_contract.fuzzing.edit_kinds import (
    KINDS,
    MANY_ITEMS,
    Palette,
    PlacedValue,
    another_list,
    another_type,
    another_value,
    compared_edit,
    edit_of,
    part_of_other,
)

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
    assert len(KINDS) == 5


def test_what_is_added_is_compared_taken_from_another_message_or_anything():
    """Where there was nothing, nothing is known of the type."""
    words, place = SourceWords(compared={"a": ("busy",)}), PlacedValue(("a",), MISSING)

    found = [edit_of(palette(seed, words=words, donor={"a": "theirs"}), place).value for seed in range(100)]

    assert {"busy", "theirs", "text", 0} <= {each for each in found if isinstance(each, str | int)}


def test_what_is_compared_is_set():
    """It is one of the source's constants."""
    words = SourceWords(compared={"a": ("busy", 7)})
    edits = [compared_edit(palette(seed, words=words), PlacedValue(("a",), "x")) for seed in range(50)]

    assert {each.value for each in edits} == {"busy", 7}


def test_a_long_list_is_as_long_as_was_drawn():
    """As long as one of the sizes, whatever the list had."""
    found = [another_list(palette(seed), PlacedValue(("x",), [1, 2])) for seed in range(300)]

    assert {len(each) for each in found} - {0, 1, 2, 3} == {each for each in MANY_ITEMS if each > 3}
