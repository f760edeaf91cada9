"""Arguments that differ from realistic ones in one thing."""

from pytest_vapi_contract.samples.tool_variants import variants
from pytest_vapi_contract.user_tools import user_tools
from tests.user_tools.documents import properties, tool

PARAMETERS = properties(
    size={"type": "string", "enum": ["small", "large"]},
    count={"type": "integer", "minimum": 1, "maximum": 9},
    name={"type": "string", "maxLength": 12},
    extras={"type": "array", "items": {"type": "string"}, "maxItems": 3},
    address=properties(street={"type": "string"}, floor={"type": ["integer", "null"]}),
) | {"required": ["size"]}
WHOLE = {
    "size": "small",
    "count": 2,
    "name": "Ann",
    "extras": ["olives"],
    "address": {"street": "Elm", "floor": 3},
}


def varied(parameters=PARAMETERS, whole=WHOLE, least=None):
    """Where each variant is special, and its arguments."""
    contract = user_tools([tool("it", parameters)]).contracts[0]
    found = list(variants(contract, whole, {"size": "small"} if least is None else least))
    assert all(contract.accepts(each.arguments) for each in found)
    return [(each.path, each.arguments) for each in found]


def test_each_optional_argument_is_left_out_and_is_alone():
    """What is required is never left out."""
    found = varied()

    for name in ("count", "name", "extras", "address"):
        assert ((name,), {key: value for key, value in WHOLE.items() if key != name}) in found
        assert ((name,), {"size": "small", name: WHOLE[name]}) in found
    assert all("size" in arguments for _, arguments in found)


def test_each_choice_and_each_bound_is_there():
    """One thing differs each time."""
    found = varied()

    assert (("size",), {**WHOLE, "size": "large"}) in found
    assert {
        arguments["count"] for path, arguments in found if path == ("count",) and len(arguments) == 5
    } == {
        1,
        9,
    }
    lists = [arguments["extras"] for path, arguments in found if path == ("extras",) and len(arguments) == 5]
    assert [len(each) for each in lists] == [0, 3]


def test_texts_are_in_other_scripts_on_two_lines_empty_and_as_long_as_allowed():
    """Shortened where they would be too long."""
    names = [arguments["name"] for path, arguments in varied() if path == ("name",) and len(arguments) == 5]

    assert {"Zoë Müller", "東京 🎉", "one\ntwo", ""} < set(names)
    assert max(map(len, names)) == 12


def test_what_is_within_objects_is_varied_too():
    """A null where it is allowed."""
    found = varied()

    assert (("address", "floor"), {**WHOLE, "address": {"street": "Elm", "floor": None}}) in found
    assert any(path == ("address", "street") for path, _ in found)


def test_no_arguments_come_twice():
    """Nor do the realistic ones."""
    texts = [str(arguments) for _, arguments in varied()]

    assert len(texts) == len(set(texts))
    assert str(WHOLE) not in texts


def test_anything_is_varied_by_its_type():
    """A property without a schema takes a text, a number and null."""
    found = varied(properties(x={}), {"x": "y"}, {"x": "y"})

    assert [arguments["x"] for _, arguments in found] == ["text", 1, None]
