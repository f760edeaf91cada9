from random import Random

from pytest_vapi_contract.cases.condition import MISSING
from pytest_vapi_contract.fuzzing import NO_WORDS, SourceWords
from pytest_vapi_contract.fuzzing.places import Places

MESSAGE = {"type": "hang", "call": {"id": "c1", "customer": {"number": "1"}}, "messages": [{"role": "user"}]}


def test_every_place_but_the_type_can_be_chosen():
    """Objects, lists and their items as well."""
    random, places = Random(0), Places(MESSAGE, NO_WORDS)

    chosen = {places.chosen(random).path for _ in range(500)}

    assert chosen == {
        ("call",),
        ("call", "id"),
        ("call", "customer"),
        ("call", "customer", "number"),
        ("messages",),
        ("messages", 0),
        ("messages", 0, "role"),
    }


def test_what_the_source_reads_is_chosen_most_often():
    """An item of a list has the name of its list."""
    random = Random(0)
    places = Places(MESSAGE, SourceWords(read=frozenset({"number", "absent"})))

    chosen = [places.chosen(random).name for _ in range(1_000)]

    assert 700 < chosen.count("number") < 800
    assert [place.name for place in Places(MESSAGE, SourceWords(read=frozenset({"messages"}))).read] == [
        "messages",
        "messages",
    ]


def test_one_of_the_places_that_are_read_can_be_chosen():
    """A single value more often than a list or an object; some can be left out."""
    random, places = Random(0), Places(MESSAGE, SourceWords(read=frozenset({"customer", "number"})))

    chosen = [places.chosen_read(random).name for _ in range(100)]

    assert chosen.count("number") > 60
    assert "customer" in chosen
    assert places.chosen_read(random, but=[("call", "customer", "number")]).name == "customer"
    assert Places(MESSAGE, NO_WORDS).chosen_read(random) is None


def test_where_there_is_nothing_to_change_nothing_is_chosen():
    """A message may have its type alone."""
    assert Places({"type": "hang"}, NO_WORDS).chosen(Random(0)) is None


def test_what_is_read_and_absent_can_be_added():
    """In the message itself and in a part of it, but never another type."""
    words = SourceWords(below={"message": ("cost", "type"), "customer": ("name", "number")})

    added = [place.path for place in Places(MESSAGE, words).read if place.value is MISSING]

    assert added == [("cost",), ("call", "customer", "name")]


def test_places_whose_values_are_compared_can_be_changed_together():
    """Any number of them."""
    random, words = (
        Random(0),
        SourceWords(read=frozenset({"id", "number"}), compared={"id": (1,), "number": (2,)}),
    )
    places = Places(MESSAGE, words)

    together = {tuple(place.name for place in places.chosen_together(random)) for _ in range(100)}

    assert {(), ("id",), ("number",), ("id", "number"), ("number", "id")} == together


def test_items_of_a_long_list_are_alike():
    """A few of them are looked at, and together they are chosen as often as one other place."""
    long = {"type": "hang", "messages": [{"role": "user"}] * 1_000, "cost": 1}
    random, places = Random(0), Places(long, NO_WORDS)

    chosen = [places.chosen(random).name for _ in range(1_000)]

    assert len(places.all) < 20
    assert 200 < chosen.count("cost") < 300
