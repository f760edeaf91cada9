import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.errors import BadSchema
from pytest_vapi_contract.openapi.document import Document
from pytest_vapi_contract.openapi.translation import KEPT, translated
from tests.openapi.documents import held, reference

TEXT = {"type": "string"}
NULL = {"type": "null"}
PLAN = {"$ref": "#/$defs/Plan"}


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": "string", "nullable": True}, {"type": ["string", "null"]}),
        ({"type": "string", "nullable": False}, TEXT),
        (
            {"type": "string", "enum": ["a", None], "nullable": True},
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"nullable": True}, {}),
        ({"enum": ["a"], "nullable": True}, {"enum": ["a"]}),
        ({"allOf": [reference("Plan")], "nullable": True}, {"anyOf": [{"allOf": [PLAN]}, NULL]}),
        (
            {"oneOf": [TEXT], "nullable": True, "type": "string"},
            {"anyOf": [{"oneOf": [TEXT], "type": "string"}, NULL]},
        ),
        (reference("Plan") | {"nullable": True}, {"anyOf": [PLAN, NULL]}),
        (reference("Plan") | {"maxLength": 3}, PLAN),
        ({"minimum": 1, "exclusiveMinimum": True}, {"exclusiveMinimum": 1}),
        ({"minimum": 1, "exclusiveMinimum": False}, {"minimum": 1}),
        ({"maximum": 1.5, "exclusiveMaximum": True}, {"exclusiveMaximum": 1.5}),
        ({"exclusiveMaximum": True}, {}),
    ],
    ids=str,
)
def test_what_openapi_3_0_says_in_its_own_way(tmp_path, schema, expected):
    """
    `nullable`, exclusive bounds and what stands beside a reference become what 2020-12 says for them.
    """
    assert held(tmp_path, schema, "3.0.3", Plan={"type": "object"}) == expected


@pytest.mark.parametrize(
    "schema",
    [
        {"type": ["string", "null"]},
        {"const": {"a": 1}},
        {"exclusiveMinimum": 1, "minimum": 0},
        {"prefixItems": [TEXT], "items": False},
        {"if": TEXT, "then": {"minLength": 1}, "else": True},
        {"patternProperties": {"^a": TEXT}, "propertyNames": {"maxLength": 3}},
        {"dependentRequired": {"a": ["b"]}, "dependentSchemas": {"a": {"required": ["b"]}}},
        {"unevaluatedProperties": False, "contains": TEXT, "minContains": 2},
    ],
    ids=str,
)
def test_openapi_3_1_is_2020_12_already(tmp_path, schema):
    """
    What 3.1 says, 2020-12 says in the same words.
    """
    assert held(tmp_path, schema, "3.1.0") == schema


def test_openapi_3_1_lets_keywords_stand_beside_a_reference(tmp_path):
    """
    In 3.1 a reference is one keyword among others.
    """
    part = held(tmp_path, reference("Plan") | {"maxProperties": 3}, "3.1.0", Plan={"type": "object"})

    assert part == PLAN | {"maxProperties": 3}


@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_unions_enums_and_bounds_are_kept_as_published(tmp_path, openapi):
    """
    Wrappers of one branch, enums of one value, formats and bounds stay.
    """
    schema = {
        "type": "object",
        "properties": {
            "one": {"allOf": [TEXT]},
            "enum": {"type": "string", "enum": ["only"], "format": "uri", "maxLength": 4},
            "any": {"oneOf": [{"enum": ["a"]}, TEXT], "enum": ["a"]},
            "list": {"type": "array", "items": {"type": "number", "minimum": 0}, "minItems": 1},
        },
        "required": ["one"],
        "additionalProperties": {"type": "boolean"},
    }

    assert held(tmp_path, schema, openapi) == schema


@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_properties_may_be_called_like_keywords(tmp_path, openapi):
    """
    The name of a property means nothing, and data is data.
    """
    names = ["oneOf", "enum", "$ref", "type", "properties", "nullable", "pattern", "discriminator", "items"]
    schema = {
        "type": "object",
        "properties": dict.fromkeys(names, TEXT) | {"data": {"enum": [{"$ref": "nowhere", "type": 1}]}},
        "required": names,
    }

    assert held(tmp_path, schema, openapi) == schema


def test_words_of_others_are_left_out(tmp_path):
    """
    Titles, descriptions, examples and what 2020-12 does not know stay behind.
    """
    schema = TEXT | {
        "title": "T",
        "description": "D",
        "example": {"$ref": "nowhere"},
        "examples": [1],
        "default": {"oneOf": 3},
        "discriminator": {"propertyName": "type"},
        "x-mine": {"$ref": "nowhere"},
        "deprecated": True,
        "writeOnly": True,
    }

    assert held(tmp_path, schema) == TEXT | {"deprecated": True, "writeOnly": True}


def test_required_names_each_property_once(tmp_path):
    """
    2020-12 allows no name twice.
    """
    assert held(tmp_path, {"required": ["a", "b", "a"]}) == {"required": ["a", "b"]}


@pytest.mark.parametrize(
    ("schema", "at"),
    [
        ([], ""),
        ({"properties": []}, "/properties"),
        ({"oneOf": {}}, "/oneOf"),
        ({"allOf": []}, "/allOf"),
        ({"items": [TEXT]}, "/items"),
        ({"properties": {"a/b": "text"}}, "/properties/a~1b"),
        ({"type": []}, "/type"),
        ({"type": None}, "/type"),
        ({"type": [1]}, "/type"),
        ({"enum": "a"}, "/enum"),
        ({"required": True}, "/required"),
        ({"pattern": 1}, "/pattern"),
        ({"minLength": -1}, "/minLength"),
        ({"minLength": 1.5}, "/minLength"),
        ({"maxItems": True}, "/maxItems"),
        ({"minimum": "1"}, "/minimum"),
        ({"multipleOf": 0}, "/multipleOf"),
        ({"nullable": "yes"}, "/nullable"),
        ({"exclusiveMinimum": "1"}, "/exclusiveMinimum"),
    ],
    ids=str,
)
def test_a_keyword_that_means_nothing_is_refused_with_its_place(tmp_path, schema, at):
    """
    What is no schema is not guessed at.
    """
    with pytest.raises(BadSchema) as caught:
        held(tmp_path, schema)

    assert caught.value.at == f"ServerMessageHang/properties/held{at}"


VALUES = st.none() | st.booleans() | st.integers(-2, 2) | st.sampled_from(["a", "string", "array", "date"])
LISTS = st.lists(VALUES, max_size=3)
SCHEMAS = st.recursive(
    st.dictionaries(st.sampled_from(sorted(KEPT)), VALUES | LISTS, max_size=3),
    lambda inner: st.fixed_dictionaries(
        {},
        optional={
            "properties": st.dictionaries(st.sampled_from(["a", "oneOf"]), inner, max_size=2),
            "oneOf": st.lists(inner, max_size=2),
            "items": inner | st.booleans(),
            "type": st.sampled_from(["object", "array"]),
            "nullable": st.booleans(),
        },
    ),
    max_leaves=5,
)


@given(schema=SCHEMAS, dialect=st.sampled_from(["3.0", "3.1"]))
def test_whatever_is_translated_is_a_schema_or_refused(schema, dialect):
    """
    No input makes a schema that 2020-12 does not allow, but for types, which become errata.
    """
    document = Document(dialect=dialect, schemas={"Any": schema}, origin={})

    try:
        result = translated(document, "Any")
    except BadSchema:
        return

    assert_schema(result)


def assert_schema(schema):
    """
    Check a schema against the meta-schema, with types that are none left out of account.
    """
    from pytest_vapi_contract.openapi.errata import readable

    jsonschema.Draft202012Validator.check_schema(readable({"Any": schema})["Any"])
