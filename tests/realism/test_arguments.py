"""Values that fit the name and the description of an argument."""

import pytest

from pytest_vapi_contract.realism.arguments import argument_values, words_of


def likeliest(name, number=0, **schema):
    """The first value for an argument."""
    return next(argument_values(name, schema, number))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("party_size", ("people", "size")),
        ("partySize", ("people", "size")),
        ("Party size", ("people", "size")),
        ("guests", ("guest",)),
        ("address", ("address",)),
        ("orderID", ("order", "id")),
        ("", ()),
    ],
)
def test_a_name_has_words(name, words):
    """However it is written."""
    assert words_of(name) == words


@pytest.mark.parametrize(
    ("name", "type", "value"),
    [
        ("day", "string", "Monday"),
        ("customer_name", "string", "Alice Moreno"),
        ("first_name", "string", "Alice"),
        ("phone_number", "string", "+12125550100"),
        ("email", "string", "alice.moreno@example.com"),
        ("order_id", "string", "A-47000"),
        ("reservationId", "string", "R-47000"),
        ("id", "string", "47000"),
        ("party_size", "integer", 2),
        ("numberOfGuests", "integer", 2),
        ("total_price", "number", 5.0),
        ("anything", "string", "appointment"),
    ],
)
def test_a_value_fits_the_name(name, type, value):
    """What says most counts: the word before `number`, `id` and `name`."""
    assert likeliest(name, type=type) == value


@pytest.mark.parametrize(
    ("schema", "value"),
    [
        ({"default": "tea", "example": "milk"}, "tea"),
        ({"example": "milk", "description": "e.g. 'rum'"}, "milk"),
        ({"examples": ["water"]}, "water"),
        ({"description": "What to drink (e.g. 'rum' or 'gin')"}, "rum"),
        ({"description": 'A drink, such as "iced tea".'}, "iced tea"),
        ({"description": "Day as YYYY-MM-DD"}, "2026-03-02"),
        ({"description": "Start, ISO 8601"}, "2026-03-02T08:00:00.000Z"),
        ({"description": "HH:MM, 24-hour"}, "09:00"),
        ({"description": "The number in E.164"}, "+12125550100"),
        ({"format": "date"}, "2026-03-02"),
    ],
)
def test_what_is_said_of_it_comes_first(schema, value):
    """Examples, descriptions and formats tell more than a name."""
    assert likeliest("day", type="string", **schema) == value


def test_another_number_gives_another_value():
    """So that not all calls are the same."""
    assert len({likeliest("customer_name", number, type="string") for number in range(20)}) > 10
