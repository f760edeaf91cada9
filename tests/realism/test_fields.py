"""One line in the table says what is in a field, and samples and strategies read it."""

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.realism import field_of, names_of
from pytest_vapi_contract.realism.endings import ENDINGS
from pytest_vapi_contract.realism.field import Field
from pytest_vapi_contract.realism.fields import FIELDS
from pytest_vapi_contract.realism.makers import one_of
from pytest_vapi_contract.samples import sample
from pytest_vapi_contract.strategies import messages
from tests.contract.messages import small
from tests.strategies.drawing import drawn

DISHES = ("pea soup", "rhubarb cake")


def places(schema, at="#"):
    """Component and property of each part of a schema."""
    yield names_of(at)
    parts = schema.items() if isinstance(schema, dict) else enumerate(schema)
    for name, part in parts:
        if isinstance(part, dict | list):
            token = str(name).replace("~", "~0").replace("/", "~1")
            yield from places(part, f"{at}/{token}")


@pytest.fixture(scope="module")
def known():
    """Each component and property that the shipped schemas have, or their errata."""
    found = set()
    for revision in Contract.revisions():
        contract = shipped(revision)
        schemas = [contract.schema(type) for type in contract.message_types]
        for schema in (*schemas, *(erratum.meant for erratum in contract.errata)):
            found |= set(places(schema))
    return found


@pytest.fixture
def a_new_field(monkeypatch):
    """A property that Vapi has never had before, with its one line."""
    monkeypatch.setitem(FIELDS, "favoriteDish", Field(text=one_of(DISHES), often=1))
    field_of.cache_clear()
    yield small({"type": "object", "properties": {"favoriteDish": {"type": "string"}}})
    field_of.cache_clear()


def test_a_new_field_is_one_line(a_new_field):
    """Samples have its values as often as the line says, and strategies its values among others."""
    sampled = [sample("ping", contract=a_new_field, seed=seed).get("value", {}) for seed in range(60)]
    strategy = messages("ping", contract=a_new_field)
    strategic = [message.get("value", {}) for message in drawn(strategy, 200)]

    dishes = [value["favoriteDish"] for value in sampled if value]
    assert {*dishes} == {*DISHES}
    assert {*DISHES} <= {value.get("favoriteDish") for value in strategic}


def test_no_line_is_about_what_vapi_does_not_have(known):
    """Each property is somewhere in the schemas of a shipped revision, or in an erratum."""
    names = {name for _, name in known}

    strays = [
        line for line in FIELDS if (tuple(line.split(".")) not in known if "." in line else line not in names)
    ]

    assert strays == []


def test_no_ending_is_one_that_no_property_has(known):
    """Some property of a shipped revision ends like it."""
    names = {name[:1].upper() + name[1:] for _, name in known}

    assert [ending for ending in ENDINGS if not any(name.endswith(ending) for name in names)] == []


def test_a_longer_ending_comes_first():
    """Or the shorter one would take its place."""
    hidden = [
        (one, other)
        for index, one in enumerate(ENDINGS)
        for other in list(ENDINGS)[index + 1 :]
        if other.endswith(one)
    ]

    assert hidden == []


def test_each_line_says_something():
    """A line without anything to say is a slip."""
    assert [name for name, field in FIELDS.items() if field == Field()] == []
