import pytest

from pytest_vapi_contract.contract.violation_texts import among, close_to, shown
from tests.contract.messages import erratum, ping, small


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "null"),
        (True, "true"),
        (1.5, "1.5"),
        ("", '""'),
        ("é\n", '"é\\n"'),
        ({}, "{}"),
        ([], "[]"),
        ([1], "a list of 1 item"),
        ({"a": 1, "b": 2}, "an object of 2 properties"),
        (10**100, "1" + "0" * 58 + "…"),
    ],
)
def test_values_are_shown_in_short(value, text):
    """As JSON if that is short, and as what they are if not."""
    assert shown(value) == text


def test_a_long_text_is_cut_and_counted():
    """Its beginning tells which it is."""
    assert shown("y" * 2_000) == f'"{"y" * 58}… (2,000 characters)'


def test_words_are_counted_when_there_are_many():
    """A list of more than will be read ends with how many there are."""
    assert among(["a"]) == "a"
    assert among(["a", "b", "c"], conjunction="or") == "a, b or c"
    assert among(list("abcdef"), most=4) == "a, b, c and 3 others"


def test_what_is_close_is_asked_for():
    """Only texts can be close."""
    assert close_to("hung", ["hang", 5]) == '. Did you mean "hang"?'
    assert close_to("zzz", ["hang"]) == close_to(5, ["hang"]) == ""


@pytest.mark.parametrize(
    ("schema", "value", "text"),
    [
        ({"const": "a"}, "b", '"b" is not "a" [const]'),
        ({"enum": []}, "b", '"b" is not allowed, and nothing else is [enum]'),
        ({"enum": [1, None]}, "b", '"b" is not 1 or null [enum]'),
        ({"exclusiveMinimum": 5}, 5, "5 is not more than 5 [exclusiveMinimum]"),
        ({"exclusiveMaximum": 5}, 5, "5 is not less than 5 [exclusiveMaximum]"),
        ({"minimum": 5}, 4.5, "4.5 is less than 5 [minimum]"),
        ({"multipleOf": 2}, 3, "3 is not a multiple of 2 [multipleOf]"),
        ({"minLength": 1}, "", "it has 0 characters, and at least 1 are allowed [minLength]"),
        ({"minItems": 2}, [1], "it has 1 items, and at least 2 are allowed [minItems]"),
        ({"maxItems": 0}, [1], "it has 1 items, and at most 0 are allowed [maxItems]"),
        ({"minProperties": 1}, {}, "it has 0 properties, and at least 1 are allowed [minProperties]"),
        ({"pattern": "^a$"}, "b", '"b" does not match ^a$ [pattern]'),
        ({"type": "null"}, {"a": 1}, "an object of 1 property is not null [type]"),
        ({"type": ["string", "null"]}, 1.5, "1.5 is a number, not a string or null [type]"),
        ({"type": "string"}, 1.0, "1.0 is an integer, not a string [type]"),
        ({"uniqueItems": True}, [1, 1], "[1, 1] has non-unique elements [uniqueItems]"),
        (False, 1, "False schema does not allow 1 [falseSchema]"),
        (
            {"oneOf": [{"type": "object", "required": ["a"]}, {"type": "object", "required": ["b"]}]},
            {},
            'no branch accepts {}: in the closest "a" is missing [oneOf]',
        ),
        (
            {"anyOf": [{"minimum": 5}, {"multipleOf": 2}]},
            3,
            "no branch accepts 3: in the closest 3 is less than 5 [anyOf]",
        ),
        (
            {"oneOf": [{"required": ["a"]}, {"required": ["a"], "minimum": 1}]},
            {},
            '"a" is missing [required]',
        ),
        ({"oneOf": [{"enum": ["a"]}, {"enum": ["b"]}]}, "c", '"c" is not "b" [enum]'),
    ],
)
def test_a_violation_says_what_is_wrong(schema, value, text):
    """Each keyword has its words."""
    (violation,) = small(schema).judge(ping(value)).violations

    assert str(violation) == f"/value: {text}"


def test_branches_are_told_apart_by_tags_behind_references():
    """
    A tag is found through references and `allOf`, also where components refer to each other in a circle.
    """
    components = {
        "A": {
            "allOf": [
                {"$ref": "#/$defs/Base"},
                {"properties": {"kind": {"const": "a"}, "size": {"maximum": 1}}},
            ]
        },
        "B": {
            "properties": {"kind": {"$ref": "#/$defs/KindB"}, "size": {"maximum": 2}},
            "$ref": "#/$defs/Base",
        },
        "Base": {"type": "object", "properties": {"inner": {"$ref": "#/$defs/A"}}},
        "KindB": {"allOf": [{"enum": ["b"]}]},
    }
    ours = small({"oneOf": [{"$ref": "#/$defs/A"}, {"$ref": "#/$defs/B"}]}, components=components)

    violations = [
        str(each) for kind in "abc" for each in ours.judge(ping({"kind": kind, "size": 9})).violations
    ]

    assert violations == [
        "/value/size: 9 is more than 1 [maximum]",
        "/value/size: 9 is more than 2 [maximum]",
        '/value: no branch accepts an object of 2 properties: "kind" is "c", not "a" or "b" [oneOf]',
    ]


def test_an_erratum_in_a_list_is_found():
    """Its place may lie behind `items`."""
    item = {"type": "object"}
    ours = small(
        {"items": item},
        errata=[erratum("ping.json#/properties/value/items", item, {"type": "string"}, name="x")],
    )

    assert ours.judge(ping(["a"])).errata == ("x",)
