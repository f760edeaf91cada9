"""The drawing in the docstring of the package shows what is in the bytes of a message."""

import json
import re
from functools import cache

import pytest

from pytest_vapi_contract.shapes import occurrences
from pytest_vapi_contract.strategies import encoding
from pytest_vapi_contract.strategies.encoding.generator import Generator
from pytest_vapi_contract.strategies.encoding.layout import Layout
from pytest_vapi_contract.strategies.message_size import DETAILS
from tests.shapes.tiny import catalogue

LAMP = {
    "type": "object",
    "required": ["watts"],
    "properties": {"watts": {"enum": [5, 9]}, "color": {"enum": ["red", "blue"]}},
}
SHOP = {
    "type": "object",
    "required": ["lamp"],
    "properties": {
        "note": {"enum": ["new", "old"]},
        "lamp": LAMP,
        "rooms": {"type": "array", "maxItems": 2, "items": {"oneOf": [{"enum": ["hall"]}, LAMP]}},
    },
}
TARGET = ("rooms", 0, "watts")
DRAWING = encoding.__doc__ or ""
ROWS = [row.groups() for row in re.finditer(r"^ +(\d+)   ([0-9a-f]{2})   [│└] (\S+)", DRAWING, re.MULTILINE)]
SHOWN = bytes.fromhex("".join(value for _, value, _ in ROWS))
[MESSAGE] = [json.loads(line) for line in DRAWING.splitlines() if line.startswith("    {")]


@cache
def decoder():
    """The layout of messages that are grown towards the target."""
    known = catalogue(SHOP)
    root = known.record("ping")
    [path] = [each.path[1:] for each in occurrences(known, root).values() if each.at == TARGET]
    return Layout(Generator(known, DETAILS["typical"])).message(root, [path])


def message(drawn):
    """What bytes make, if nothing is left to be drawn."""
    later = []
    made = decoder().decode(drawn, later)
    assert later == []
    return made


def without(value, pointer):
    """A message without what is at a place, if it is there."""
    *above, last = [int(token) if token.isdigit() else token for token in pointer.split("/")[1:]]
    holder = value
    for token in above:
        holder = holder[token]
    if isinstance(holder, dict):
        holder.pop(last, None)
    else:
        del holder[last:]  # what comes after an absent item moves up
    return value


def test_the_drawing_has_each_byte_once():
    """In their order, as many as the layout has."""
    assert [int(number) for number, _, _ in ROWS] == list(range(decoder().size))


def test_the_bytes_that_are_shown_make_the_message_that_is_shown():
    """Nothing else is drawn for it."""
    assert message(SHOWN) == MESSAGE


@pytest.mark.parametrize(("number", "pointer"), [(int(number), pointer) for number, _, pointer in ROWS])
def test_each_byte_decides_what_the_drawing_says(number, pointer):
    """
    Whatever its value, all else stays as it is; and it makes a difference, unless it is said to make none.
    """
    made = [message(SHOWN[:number] + bytes([value]) + SHOWN[number + 1 :]) for value in range(256)]

    assert (len({json.dumps(each) for each in made}) > 1) is (pointer != "-")
    if pointer != "-":
        assert all(without(each, pointer) == without(message(SHOWN), pointer) for each in made)
