"""A bundle is described as it is published, or as production sends it."""

from copy import deepcopy
from dataclasses import replace

import pytest

from pytest_vapi_contract.bundle import Bundle, read_bundle
from pytest_vapi_contract.json_paths import tokens
from pytest_vapi_contract.shapes import Choice, Text, Union, catalogue_of
from tests.contract.messages import REVISIONS, erratum

EITHER = {"oneOf": [{"type": "string"}, {"enum": ["a"]}]}


def bundle(*errata):
    """A bundle of one message type and one component, with these errata."""
    value = {
        "type": "object",
        "properties": {"value": EITHER, "list/of": {"allOf": [{}, {"$ref": "#/$defs/One"}]}},
    }
    return Bundle(
        revision="2026-01-01",
        messages={"ping": value},
        components={"One": {"enum": [1]}, "Other": {"type": "null"}},
        replies={},
        errata=errata,
        origin={},
    )


def value_of(known, name="value"):
    """The shape of a property of the message."""
    return known.resolve(known.message("ping").properties[name].shape)


def test_what_is_published_has_exclusive_unions_and_no_errata():
    """That is the reading that every other one agrees with."""
    known = catalogue_of(bundle(erratum("ping.json#/properties/value", EITHER, {"type": "null"})))

    assert [branch.at for branch in known.branches(value_of(known))] == ["#/properties/value/oneOf/0"]


def test_what_is_observed_has_inclusive_unions():
    """A preset voice is of both branches."""
    known = catalogue_of(bundle(), "observed")

    assert [branch.at for branch in known.branches(value_of(known))] == [
        "#/properties/value/oneOf/0",
        "#/properties/value/oneOf/1",
    ]


@pytest.mark.parametrize(
    ("place", "meant", "name", "kind"),
    [
        ("ping.json#/properties/value", {"enum": [3]}, "value", Choice),
        ("ping.json#/properties/value/oneOf/1", {"type": "null"}, "value", Union),
        ("ping.json#/properties/list~1of/allOf/1", {"type": "string"}, "list/of", Text),
        ("components.json#/$defs/One", {"type": "string"}, "list/of", Text),
        ("components.json#/$defs/One/enum", [1, 2], "list/of", Choice),
    ],
)
def test_an_erratum_is_read_as_it_is_meant(place, meant, name, kind):
    """Wherever it stands, in a message type or a component."""
    known = catalogue_of(bundle(erratum(place, {}, meant)), "observed")

    assert isinstance(value_of(known, name), kind)


def test_several_errata_are_read_at_once():
    """Also two of one component, one of which repeats what the other is about."""
    one = {"enum": [1]}
    errata = (
        erratum("components.json#/$defs/One", one, {"anyOf": [one, {"type": "null"}]}),
        erratum("components.json#/$defs/One/enum/0", 1, 4),
        erratum("components.json#/$defs/Other", {}, {"type": "string"}),
    )

    known = catalogue_of(bundle(*errata), "observed")

    choices = [branch.shape.options[0].value for branch in known.component("One").branches]
    assert choices == [4, None]
    assert isinstance(known.component("Other"), Text)


def test_a_type_that_was_never_published_is_observed():
    """It has the schema of its erratum, and what is published stays as it is."""
    pong = {"type": "object", "properties": {"score": {"type": "number"}}}
    listed = erratum("manifest.json#/messages/pong", None, pong, name="pong", kind="unpublished-type")

    known = catalogue_of(bundle(listed), "observed")

    assert list(known.record("pong").properties) == ["score"]
    assert isinstance(value_of(known), Union)


def test_an_erratum_that_is_not_drawn_leaves_what_is_published():
    """What was sent in former years, or elsewhere, is accepted and not imitated."""
    listed = replace(erratum("ping.json#/properties/value", EITHER, {"type": "null"}), drawn=False)

    known = catalogue_of(bundle(listed), "observed")

    assert isinstance(value_of(known), Union)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_errata_that_ship_are_read_as_they_are_meant(revision):
    """Each place has what is meant, all else is as published, and the bundle stays as it is."""
    shipped = read_bundle(revision)
    before = deepcopy((shipped.messages, shipped.components))

    known = catalogue_of(shipped, "observed")

    assert (shipped.messages, shipped.components) == before
    published = [each for each in shipped.errata if each.published is not None and each.drawn]
    assert len(published) >= 40
    for each in published:
        file, _, at = each.place.partition("#")
        schema = (
            {"$defs": known._components.schemas}
            if file == "components.json"
            else known._messages[file.removesuffix(".json")]
        )
        for token in tokens(at):
            schema = schema[int(token)] if isinstance(schema, list) else schema[token]
        assert schema == each.meant
    untouched = shipped.components.keys() - {
        tokens(each.place)[1] for each in published if "$defs" in each.place
    }
    assert all(known._components.schemas[name] is shipped.components[name] for name in untouched)
