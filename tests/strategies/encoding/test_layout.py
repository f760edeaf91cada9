"""What lies on the way to the targets of a message shares one string of bytes."""

from random import Random

import jsonschema_rs
import pytest
from hypothesis import find, settings

from pytest_vapi_contract.shapes import occurrences
from pytest_vapi_contract.strategies.encoding.builders import grown
from pytest_vapi_contract.strategies.encoding.generator import Generator
from pytest_vapi_contract.strategies.encoding.layout import LARGEST, Layout
from pytest_vapi_contract.strategies.message_size import DETAILS
from tests.shapes.tiny import catalogue
from tests.strategies.drawing import drawn, smallest

SEARCH = settings(max_examples=2_000, database=None, derandomize=True, deadline=None)
TEXT = {"type": "string", "minLength": 1}
BULB = {"type": "object", "properties": {"watts": {"type": "integer"}, "maker": TEXT}, "required": ["watts"]}
LAMP = {"type": "object", "properties": {"kind": {"const": "lamp"}, "bulb": BULB}, "required": ["kind"]}
FAN = {"type": "object", "properties": {"kind": {"const": "fan"}}, "required": ["kind"]}
PING = {
    "type": "object",
    "properties": {
        "name": TEXT,
        "things": {"type": "array", "items": {"oneOf": [FAN, LAMP]}},
        "main": {"oneOf": [FAN, LAMP]},
        "spare": BULB,
        "needed": BULB,
        "rest": {"type": "object", "properties": {"bulbs": {"type": "array", "items": BULB}}},
    },
    "required": ["needed"],
}


def laid_out(*targets, schema=PING, detail="typical"):
    """Messages that are grown towards places, each the tokens of a JSON pointer to it."""
    known = catalogue(schema)
    root = known.record("ping")
    places = {occurrence.at: occurrence.path for occurrence in occurrences(known, root).values()}
    paths = [places[target][1:] for target in targets]
    decoder = Layout(Generator(known, DETAILS[detail])).message(root, paths)
    return grown(decoder.drawn)


@pytest.mark.parametrize(
    ("target", "holds"),
    [
        (("spare", "maker"), lambda message: "maker" in message.get("spare", ())),
        (("main", "bulb"), lambda message: "bulb" in message.get("main", ())),
        (("things", 0, "bulb"), lambda message: any("bulb" in thing for thing in message.get("things", ()))),
    ],
    ids=["record", "union", "list"],
)
def test_most_messages_hold_what_they_are_grown_towards(target, holds):
    """Through records, branches of unions and lists."""
    messages = drawn(laid_out(target), 100)

    assert sum(map(holds, messages)) > 80


def test_a_message_may_have_several_targets():
    """Each has its own bytes."""
    messages = drawn(laid_out(("spare", "maker"), ("things", 0, "bulb")), 100)

    assert sum("maker" in each.get("spare", ()) and "things" in each for each in messages) > 60


def test_messages_conform_whatever_their_targets():
    """Targets change how often things are there, and not what may be."""
    strategy = laid_out(("spare", "maker"), ("main", "bulb"), ("things", 0, "bulb"))

    assert all(jsonschema_rs.is_valid(PING, message) for message in drawn(strategy, 300))


def test_lists_keep_their_bounds():
    """Also where the items that hold a target are left out."""
    things = {"type": "array", "items": BULB, "minItems": 2, "maxItems": 3}
    schema = {"type": "object", "properties": {"things": things}, "required": ["things"]}

    messages = drawn(laid_out(("things", 0, "maker"), schema=schema), 200)

    assert {len(message["things"]) for message in messages} <= {2, 3}


@pytest.mark.parametrize(
    "items", [BULB, {"type": "integer", "minimum": 1, "maximum": 2}], ids=["bulbs", "numbers"]
)
def test_items_that_must_differ_are_enough(items):
    """What is there already is replaced, not only left out."""
    things = {"type": "array", "items": items, "minItems": 2, "maxItems": 3, "uniqueItems": True}
    schema = {"type": "object", "properties": {"things": things}, "required": ["things"]}

    messages = drawn(laid_out(schema=schema), 200)

    assert all(jsonschema_rs.is_valid(schema, message) for message in messages)


def test_lists_in_lists_end():
    """Also where each item requires a list of the same, and the layout would grow with every level."""
    twigs = {"type": "array", "items": {"$ref": "#/$defs/Twig"}}
    twig = {"type": "object", "properties": {"name": TEXT, "twigs": twigs}, "required": ["twigs"]}
    known = catalogue(twig, Twig=twig)

    decoders = [
        Layout(Generator(known, DETAILS[detail])).message(known.record("ping"), ()) for detail in DETAILS
    ]

    assert all(each.size <= len(twig["properties"]) + LARGEST for each in decoders)
    assert all(drawn(grown(each.drawn), 20) for each in decoders)


@pytest.mark.parametrize("targets", [(), (("spare", "maker"),), (("main", "bulb"), ("things", 0, "bulb"))])
def test_a_message_shrinks_to_what_is_required_whatever_it_is_grown_towards(targets):
    """Byte 0 leaves out, also on the way to a target."""
    assert find(laid_out(*targets), lambda message: True, settings=SEARCH) == {"needed": {"watts": 0}}


@pytest.mark.parametrize("seed", range(2))
def test_what_is_deferred_goes_with_what_it_belongs_to(seed):
    """Something else that is asked for, and drawn after it, stays."""
    strategy = laid_out(("main", "bulb"), ("things", 0, "bulb"), ("spare", "maker"), detail="rich")

    message = smallest(strategy, lambda each: len(each.get("rest", {}).get("bulbs", ())) >= 3, Random(seed))

    assert message == {"needed": {"watts": 0}, "rest": {"bulbs": [{"watts": 0}] * 3}}
