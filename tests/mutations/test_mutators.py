import pytest

from pytest_vapi_contract.mutations import coverage
from tests.contract.messages import small
from tests.mutations.tiny import broken_values, mutations_of

STRING = {"type": "string"}
LONG = 64 * 1024

CASES = [
    ({"type": "number"}, "type.numeric-string", "0"),
    ({"type": "number"}, "type.in-array", [0]),
    ({"type": "boolean"}, "type.bool-as-string", "true"),
    ({"type": "boolean"}, "type.bool-as-number", 1),
    ({"type": "array", "items": STRING, "minItems": 1}, "type.out-of-array", ""),
    ({"type": "integer"}, "integer.fraction", 1.5),
    ({"enum": ["Active", "Done"], **STRING}, "enum.unknown", "unknown-value"),
    ({"enum": ["Active", "Done"], **STRING}, "enum.case", "aCTIVE"),
    ({"enum": ["Active", "Done"], **STRING}, "enum.blank", " Active "),
    ({"enum": ["Active", "Done"], **STRING}, "enum.empty", ""),
    ({"enum": ["Active", "Done"], **STRING}, "enum.homoglyph", "Асtіvе"),
    ({"enum": ["Active", "Done"], **STRING}, "enum.prefix", "Activ"),
    ({"enum": ["Active", "Done"], **STRING}, "enum.neighbour", "ping"),
    ({"enum": [1, 2]}, "enum.unknown", 3),
    ({"enum": [True]}, "enum.unknown", False),
    ({"const": "on"}, "const.unknown", "unknown-value"),
    ({"const": "on"}, "const.case", "ON"),
    ({"type": "number", "minimum": 60}, "minimum.below", 59),
    ({"type": "number", "minimum": 0.7}, "minimum.below", 0.69),
    ({"type": "number", "minimum": 60}, "minimum.far-below", 60 - 10**12),
    ({"type": "number", "maximum": 60}, "maximum.above", 61),
    ({"type": "number", "maximum": 60}, "maximum.far-above", 60 + 10**12),
    ({"type": "number", "exclusiveMinimum": 0}, "exclusiveMinimum.at-bound", 0),
    ({"type": "number", "exclusiveMaximum": 9}, "exclusiveMaximum.at-bound", 9),
    ({"type": "integer", "multipleOf": 5}, "multipleOf.off", 1),
    ({"type": "number", "multipleOf": 1}, "multipleOf.off", 0.5),
    ({"minLength": 3, **STRING}, "minLength.below", "aa"),
    ({"maxLength": 2, **STRING}, "maxLength.above", "aaa"),
    ({"maxLength": 2, **STRING}, "maxLength.astral", "😀😀😀"),
    ({"maxLength": 2, **STRING}, "maxLength.far-above", "a" * 120),
    ({"pattern": "^a+$", **STRING}, "pattern.near", "a "),
    ({"pattern": "^a+$", **STRING}, "pattern.far", ""),
    ({"type": "array", "items": STRING}, "items.first", [None, "", ""]),
    ({"type": "array", "items": STRING}, "items.middle", ["", None, ""]),
    ({"type": "array", "items": STRING}, "items.last", ["", "", None]),
    ({"type": "array", "items": STRING, "minItems": 2}, "minItems.below", [""]),
    ({"type": "array", "items": STRING, "maxItems": 2}, "maxItems.above", ["", "", ""]),
    ({"type": "array", "items": STRING, "uniqueItems": True}, "uniqueItems.twice", ["", ""]),
    ({"type": "object", "minProperties": 1}, "minProperties.below", {}),
    ({"type": "object", "maxProperties": 1}, "maxProperties.above", {"extra0": None, "extra1": None}),
    (
        {"type": "object", "additionalProperties": False},
        "additionalProperties.unknown",
        {"unknownProperty": None},
    ),
    ({"type": "object", "properties": {"a": STRING}, "required": ["a"]}, "required.a", {}),
    (
        {"type": "object", "properties": {"a": STRING, "b": STRING}, "required": ["a", "b"]},
        "required.all",
        {},
    ),
    ({"oneOf": [{"minLength": 3, **STRING}, {"type": "integer"}]}, "oneOf.none", ""),
    ({"anyOf": [{"type": "array", "items": STRING}, {"type": "integer"}]}, "anyOf.none", [None]),
    ({"allOf": [STRING, {"maxLength": 1}]}, "maxLength.above", "aa"),
    ({"type": "object", "additionalProperties": STRING}, "type.null", {"extra": None}),
]


@pytest.mark.parametrize(
    ("schema", "families"),
    [
        ({"type": "null"}, "boolean string number array object in-array"),
        ({"type": "boolean"}, "null string number array object in-array"),
        ({"type": "string"}, "null boolean number array object in-array"),
        ({"type": "number"}, "null boolean string array object in-array"),
        ({"type": "integer"}, "null boolean string array object in-array"),
        ({"type": "array"}, "null boolean string number object"),
        ({"type": "object"}, "null boolean string number array in-array"),
        ({"type": ["string", "null"]}, "boolean number array object in-array"),
    ],
    ids=str,
)
def test_each_wrong_json_type_is_tried(schema, families):
    """A place is broken by every JSON type that it does not allow, and by none that it does."""
    found = {family for family in broken_values(schema) if family.startswith("type.")}

    assert found >= {f"type.{family}" for family in families.split()}
    assert found <= {f"type.{family}" for family in families.split()} | {
        "type.numeric-string",
        "type.bool-as-string",
        "type.bool-as-number",
        "type.out-of-array",
    }


@pytest.mark.parametrize(
    ("schema", "family", "value"),
    CASES,
    ids=[f"{family}-{number}" for number, (_, family, _) in enumerate(CASES)],
)
def test_a_family_breaks_its_keyword(schema, family, value):
    """Each family puts what it is called after into the place of a conforming value."""
    assert broken_values(schema)[family] == value


def test_what_stands_in_a_deep_place_is_broken_there():
    """The rest of the message is as small as it can be, and the id tells the place."""
    inner = {
        "type": "object",
        "properties": {"a": STRING, "b": {"maxLength": 1, **STRING}},
        "required": ["a"],
    }
    schema = {"type": "array", "items": inner}

    mutation = mutations_of(schema)["maxLength.above:/value/0/b"]

    assert mutation.message == {"type": "ping", "value": [{"a": "", "b": "aa"}]}
    assert (mutation.at, mutation.keyword) == ("/value/0/b", "maxLength")
    assert mutation.why == "2 characters are more than 1."


TAGGED = {
    "oneOf": [
        {
            "type": "object",
            "properties": {"kind": {"type": "string", "enum": [kind]}, name: STRING},
            "required": ["kind", name],
        }
        for kind, name in (("dog", "bark"), ("cat", "purr"))
    ]
}


def test_tags_of_unions_are_broken_by_name():
    """What tells the branches of a union apart can be missing, unknown, or that of another branch."""
    mutations = mutations_of(TAGGED)

    missing = mutations["tag.missing.kind:/value@0"]
    unknown = mutations["tag.unknown:/value/kind@0"]
    swapped = mutations["tag.swapped:/value/kind@0"]
    assert missing.message["value"] == {"bark": ""}
    assert unknown.message["value"] == {"kind": "unknown-value", "bark": ""}
    assert swapped.message["value"] == {"kind": "cat", "bark": ""}
    assert (swapped.at, swapped.keyword) == ("/value", "oneOf")


def test_a_value_that_another_branch_accepts_is_not_offered():
    """A mutation in a union is invalid in every branch."""
    schema = {"anyOf": [STRING, {"type": "number", "maximum": 3}]}

    families = broken_values(schema)

    assert "type.string" not in families
    assert "type.numeric-string" not in families
    assert families["maximum.above"] == 4


def test_an_erratum_keeps_what_it_allows_from_being_called_invalid():
    """What is accepted with an erratum applied is disputed, and no mutation."""
    from tests.contract.messages import erratum

    place = "ping.json#/properties/value"
    seen = erratum(place, {"type": "object"}, {"type": "string"})

    families = broken_values({"type": "object"}, errata=[seen])

    assert "type.string" not in families
    assert families["type.number"] == 12


def test_rivals_are_ruled_out_by_another_base():
    """Where another branch would accept the fault in one message, a message that rules it out is used."""
    branches = [
        {
            "type": "object",
            "properties": {"a": STRING, "b": {"type": "number"}, "c": {"type": "number"}},
            "required": ["a"],
        },
        {
            "type": "object",
            "properties": {"b": STRING, "c": STRING},
        },
    ]

    broken = coverage(small({"oneOf": branches}), "ping").broken

    assert {("b", "type"), ("c", "type"), ("a", "type")} <= {
        (assertion.at.rpartition("/")[2], assertion.keyword) for assertion in broken
    }


@pytest.mark.parametrize(
    ("schema", "keyword", "reason"),
    [
        ({"maxLength": LONG, **STRING}, "maxLength", "does not fit into a message of 64 KB"),
        (
            {"anyOf": [{"maxLength": 3, **STRING}, STRING]},
            "maxLength",
            "another branch of #/properties/value/anyOf",
        ),
        ({"pattern": "", **STRING}, "pattern", "no value is known that breaks it"),
    ],
)
def test_what_cannot_be_broken_is_listed_with_the_reason(schema, keyword, reason):
    """Nothing is left out in silence."""
    found = coverage(small(schema), "ping")

    assert {assertion.keyword for assertion in found.unbroken} == {keyword}
    assert reason in "".join(found.unbroken.values())
    assert 0 < found.share < 1


@pytest.mark.parametrize(
    ("schema", "family"),
    [
        ({"minLength": 10**12}, "minLength.below"),
        ({"maxLength": 10**12, **STRING}, "maxLength.above"),
        ({"type": "array", "items": STRING, "maxItems": 10**12}, "maxItems.above"),
        ({"type": "object", "maxProperties": 10**12}, "maxProperties.above"),
    ],
    ids=["minLength", "maxLength", "maxItems", "maxProperties"],
)
def test_nothing_huge_is_made_only_to_be_too_large(schema, family):
    """It would take all memory, and no handler meets it."""
    assert family not in broken_values(schema)
