"""What messages are grown towards."""

from collections import Counter

from pytest_vapi_contract.shapes import Union
from pytest_vapi_contract.strategies.targets import MOST_STEPS, branches, disputed_places
from tests.contract.messages import contract, small

LAMP = {
    "type": "object",
    "properties": {"power": {"oneOf": [{"type": "boolean"}, {"type": "integer"}]}},
}
PING = {
    "type": "object",
    "properties": {"here": {"$ref": "#/$defs/Lamp"}, "there": {"$ref": "#/$defs/Lamp"}},
}


def tokens(path):
    """The tokens of the JSON pointer to where a path leads."""
    return path[-1].at


def test_each_branch_nearby_is_led_to_by_every_way():
    """A component that stands at two places is grown at both."""
    known = small(PING, components={"Lamp": LAMP}).catalogue()

    paths = branches(known, known.message("ping"))

    assert {tokens(path) for path in paths} == {
        ("value", "here", "power"),
        ("value", "there", "power"),
    }
    assert {path[-1].shape.at for path in paths} == {
        "#/$defs/Lamp/properties/power/oneOf/0",
        "#/$defs/Lamp/properties/power/oneOf/1",
    }


def test_the_ways_to_a_branch_nearby_come_up_alike():
    """One that is met at two places is grown at each of them."""
    known = small(PING, components={"Lamp": LAMP}).catalogue()

    ways = Counter(tokens(path)[1] for path in branches(known, known.message("ping")))

    assert ways["here"] == ways["there"]


def test_most_paths_lead_to_what_is_nearby():
    """Else chance would decide what is seen of the thousand branches of a message type."""
    known = contract().catalogue()

    paths = branches(known, known.message("session.created"))

    assert sum(len(tokens(path)) <= 3 for path in paths) > len(paths) * 0.8


def test_each_path_ends_at_a_branch():
    """The last step of each goes down from a union."""
    known = contract().catalogue()

    paths = branches(known, known.message("model-output"))

    assert all(isinstance(path[-2].shape, Union) for path in paths)


def test_unions_that_overlap_are_disputed_places_and_others_are_not():
    """A preset beside any string is of both branches, a number beside a string is not."""
    open_enum = {"oneOf": [{"type": "string", "enum": ["loud"]}, {"type": "string"}]}
    ping = {"type": "object", "properties": {"volume": open_enum, **LAMP["properties"]}}
    known = small(ping).catalogue("observed")

    paths = disputed_places(known, known.message("ping"), ())

    assert {tokens(path) for path in paths} == {("value", "volume")}


def test_errata_are_disputed_places():
    """Each place that is corrected is led to."""
    known = contract().catalogue("observed")
    (erratum,) = (each for each in contract().errata if each.name == "model-output.output")

    paths = disputed_places(known, known.message("model-output"), (erratum,))

    assert ("output",) in {tokens(path) for path in paths}


def test_of_many_ways_some_are_listed():
    """A record with many properties that hold it again has a million ways nearby."""
    again = {f"a{at}": {"$ref": "#/$defs/Tree"} for at in range(100)}
    tree = {
        "type": "object",
        "properties": again | {"leaf": {"oneOf": [{"type": "null"}, {"type": "string"}]}},
    }
    known = small({"$ref": "#/$defs/Tree"}, components={"Tree": tree}).catalogue()

    paths = branches(known, known.message("ping"))

    assert 0 < len(paths) < MOST_STEPS
