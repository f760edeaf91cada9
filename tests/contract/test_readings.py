from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.contract import PUBLISHED, PUBLISHED_READINGS, READINGS, WEAKEST, Reading
from pytest_vapi_contract.contract.readings import cover, either, even, location, read
from tests.contract.messages import REVISIONS, broken, contract, erratum, ping, small
from tests.depth import many


def test_there_are_eight_readings():
    """Two for unions, two for formats, with the errata or without; four of them as published."""
    assert len(set(READINGS)) == 8
    assert {reading for reading in READINGS if not reading.errata} == set(PUBLISHED_READINGS)
    assert PUBLISHED in PUBLISHED_READINGS


def test_a_reading_reads_well():
    """People see readings in words."""
    assert str(PUBLISHED) == "as published, unions exclusive, formats not asserted"
    assert str(WEAKEST) == "with errata, unions inclusive, formats not asserted"


@pytest.mark.parametrize(
    ("readings", "phrases"),
    [
        (READINGS, ["every reading"]),
        (PUBLISHED_READINGS, ["as published"]),
        ([PUBLISHED], ["as published, unions exclusive, formats not asserted"]),
        ([each for each in READINGS if each.unions == "inclusive"], ["unions inclusive"]),
        (
            [each for each in READINGS if each.unions == "inclusive" or each.formats == "assertion"],
            ["unions inclusive", "formats asserted"],
        ),
        ([], []),
    ],
)
def test_readings_are_told_in_as_few_words_as_will_do(readings, phrases):
    """Readings that differ in one respect only are told together."""
    assert set(cover(readings)) == set(phrases)


@pytest.mark.parametrize("revision", REVISIONS)
def test_the_shipped_bundles_are_even(revision):
    """No schema negates another, so what the weakest reading rejects, all reject."""
    assert even(contract(revision).bundle)


@pytest.mark.parametrize("revision", REVISIONS)
def test_each_erratum_is_applied_at_its_place(revision):
    """A reading with errata takes what is published or what is meant, and differs nowhere else."""
    bundle = contract(revision).bundle
    published, amended = read(bundle, PUBLISHED), read(bundle, Reading(errata=True))
    errata = {location(each): each for each in bundle.errata if each.kind != "unpublished-type"}
    outermost = [at for at in errata if not any(at[:length] in errata for length in range(len(at)))]

    for at in outermost:
        meant, schema, parent = errata[at].meant, _at(amended, at), _at(amended, at[:-1])
        assert schema == meant or schema["anyOf"][1] == meant, errata[at].name
        parent[_key(parent, at[-1])] = errata[at].published

    assert len(errata) > len(outermost) > 100
    assert amended == published


@pytest.mark.parametrize(
    ("published", "meant", "expected"),
    [
        ({"type": "string"}, {"type": "object"}, None),
        ({"type": "string"}, {"type": ["string", "null"]}, "meant"),
        ({"type": "string", "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}, "meant"),
        ({"type": "string", "enum": ["a", "b"]}, {"type": ["string", "null"], "enum": ["a", None]}, None),
        ({"type": "string", "maxLength": 3}, {"type": ["string", "null"]}, None),
        ({"type": "string", "maxLength": 3}, {"type": "string", "maxLength": 4}, None),
        ({"required": ["a", "b"]}, {"required": ["a"]}, "meant"),
        ({"required": ["a"]}, {"required": ["b"]}, None),
        ({"$ref": "#/$defs/A"}, {"anyOf": [{"$ref": "#/$defs/A"}, {"type": "null"}]}, "meant"),
        ({}, {"anyOf": [{"type": "string"}]}, None),
        (True, {"type": "string"}, None),
    ],
    ids=str,
)
def test_what_is_meant_stands_alone_where_it_plainly_allows_what_is_published(published, meant, expected):
    """A union of both says the same, and explains worse."""
    both = meant if expected == "meant" else {"anyOf": [published, meant]}

    assert either(published, meant) == both


@settings(max_examples=many(150, 5_000))
@given(message=broken(), type=st.sampled_from(["session.created", "model-output", "hang", "transcript"]))
def test_no_reading_accepts_what_the_weakest_rejects(message, type):
    """Every reading implies the weakest one, and inclusive unions and errata only ever accept more."""
    assume(isinstance(message, dict))

    accepting = {
        each for each in READINGS if contract()._validators.accepts(each, type, message | {"type": type})
    }

    assert not accepting or WEAKEST in accepting
    for reading in accepting:
        assert replace(reading, unions="inclusive") in accepting
        if reading.unions == "inclusive":
            assert replace(reading, errata=True) in accepting
            assert replace(reading, formats="annotation") in accepting


def test_a_property_called_one_of_is_no_keyword():
    """Only keywords are read inclusively, not properties, and not the values of an enum."""
    schema = {"properties": {"oneOf": {"enum": [{"oneOf": []}]}, "x": {"oneOf": [{"type": "null"}]}}}

    read_inclusively = small(schema).schema("ping", WEAKEST)["properties"]["value"]

    assert read_inclusively == {
        "properties": {"oneOf": {"enum": [{"oneOf": []}]}, "x": {"anyOf": [{"type": "null"}]}}
    }


def test_two_unions_side_by_side_both_hold():
    """A `oneOf` beside an `anyOf` does not replace it."""
    ours = small({"oneOf": [{"type": "integer"}, {"minimum": 5}], "anyOf": [{"maximum": 9}]})

    standings = {value: ours.standing(ping(value)) for value in (3, 7, 7.5, 10, "x")}

    assert standings == {
        3: "conforming",
        7: "disputed",
        7.5: "conforming",
        10: "violating",
        "x": "conforming",
    }


def test_an_erratum_within_another_is_applied_too():
    """The inner one is one more way to be valid within what is published of the outer one."""
    ours = small(
        {"type": "array", "items": {"type": "object"}},
        errata=[
            erratum("ping.json#/properties/value", {}, {"type": "null"}, name="outer"),
            erratum("ping.json#/properties/value/items", {}, {"type": "string"}, name="inner"),
        ],
    )

    standings = [ours.standing(ping(value)) for value in ([{}], ["x"], None, [None])]

    assert standings == ["conforming", "disputed", "disputed", "violating"]


def test_a_schema_that_negates_another_is_judged_in_every_reading():
    """With `not`, accepting more may mean accepting less, and the weakest reading decides nothing."""
    ours = small({"not": {"oneOf": [{"type": "integer"}, {"type": "number"}]}})

    verdict = ours.judge(ping(1))

    assert not even(ours.bundle)
    assert verdict.standing == ours.standing(ping(1)) == "disputed"
    assert WEAKEST not in verdict.accepting
    assert [violation.keyword for violation in verdict.violations] == ["not"]


def _at(document, path):
    for token in path:
        document = document[_key(document, token)]
    return document


def _key(parent, token):
    return int(token) if isinstance(parent, list) else token
