import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.openapi.document import Document
from pytest_vapi_contract.openapi.translation import KEPT, translated
from tests.openapi.documents import held, held_though, holding, noted, reference

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
    """`nullable`, exclusive bounds and what stands beside a reference become what 2020-12 says for them."""
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
@pytest.mark.filterwarnings(
    "ignore:.*is checked, but not generated:pytest_vapi_contract.errors.DocumentWarning"
)
def test_openapi_3_1_is_2020_12_already(tmp_path, schema):
    """What 3.1 says, 2020-12 says in the same words."""
    assert held(tmp_path, schema, "3.1.0") == schema


def test_openapi_3_1_lets_keywords_stand_beside_a_reference(tmp_path):
    """In 3.1 a reference is one keyword among others."""
    part = held(tmp_path, reference("Plan") | {"maxProperties": 3}, "3.1.0", Plan={"type": "object"})

    assert part == PLAN | {"maxProperties": 3}


@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_unions_enums_and_bounds_are_kept_as_published(tmp_path, openapi):
    """Wrappers of one branch, enums of one value, formats and bounds stay."""
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
    """The name of a property means nothing, and data is data."""
    names = ["oneOf", "enum", "$ref", "type", "properties", "nullable", "pattern", "discriminator", "items"]
    schema = {
        "type": "object",
        "properties": dict.fromkeys(names, TEXT) | {"data": {"enum": [{"$ref": "nowhere", "type": 1}]}},
        "required": names,
    }

    assert held(tmp_path, schema, openapi) == schema


def test_words_of_others_are_left_out(tmp_path):
    """Titles, descriptions, examples and what 2020-12 does not know stay behind."""
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
    """2020-12 allows no name twice."""
    assert held(tmp_path, {"required": ["a", "b", "a"]}) == {"required": ["a", "b"]}


@pytest.mark.parametrize(
    ("schema", "at", "what"),
    [
        ({"properties": []}, "properties", "[], not an object of schemas"),
        ({"properties": None}, "properties", "null, not an object of schemas"),
        ({"oneOf": {}}, "oneOf", "{}, not a list of schemas"),
        ({"allOf": []}, "allOf", "[], not a list of schemas"),
        ({"items": [TEXT]}, "items", '[{"type":"string"}], not a schema'),
        ({"items": None}, "items", "null, not a schema"),
        ({"additionalProperties": "no"}, "additionalProperties", '"no", not a schema'),
        ({"type": []}, "type", "[], not a string or a list of strings"),
        ({"type": None}, "type", "null, not a string or a list of strings"),
        ({"type": [1]}, "type", "[1], not a string or a list of strings"),
        ({"enum": "a"}, "enum", '"a", not a list'),
        ({"enum": None}, "enum", "null, not a list"),
        ({"required": True}, "required", "true, not a list of strings"),
        ({"required": False}, "required", "false, not a list of strings"),
        ({"pattern": 1}, "pattern", "1, not a string"),
        ({"minLength": -1}, "minLength", "-1, not a whole number from 0"),
        ({"minLength": 1.5}, "minLength", "1.5, not a whole number from 0"),
        ({"maxItems": True}, "maxItems", "true, not a whole number from 0"),
        ({"minimum": "1"}, "minimum", '"1", not a number'),
        ({"multipleOf": 0}, "multipleOf", "0, not a number above 0"),
        ({"nullable": "yes"}, "nullable", '"yes", not a boolean'),
    ],
    ids=str,
)
@pytest.mark.parametrize("openapi", ["3.0.0", "3.1.0"])
def test_a_keyword_that_means_nothing_is_left_out_and_told(tmp_path, schema, at, what, openapi):
    """
    What is no schema is not guessed at: the keyword says nothing, and the warning says where and what it was.
    """
    found, warning = held_though(tmp_path, {"maxProperties": 7} | schema, openapi)

    assert found == {"maxProperties": 7}
    assert warning == (f"ServerMessageHang/properties/held/{at}: `{at}` is {what}; `{at}` is left out there.")


@pytest.mark.parametrize(
    ("openapi", "value", "what"),
    [
        ("3.0.0", "1", '"1", not a number or a boolean'),
        ("3.1.0", "1", '"1", not a number'),
        ("3.1.0", False, "false, not a number"),
    ],
)
def test_an_exclusive_bound_is_a_boolean_in_3_0_only(tmp_path, openapi, value, what):
    """In OpenAPI 3.1 an exclusive bound is the bound itself."""
    found, warning = held_though(tmp_path, {"exclusiveMinimum": value}, openapi)

    assert found == {}
    assert f"`exclusiveMinimum` is {what};" in warning


@pytest.mark.parametrize(
    ("schema", "expected", "at"),
    [
        ([], True, ""),
        (None, True, ""),
        ({"properties": {"a/b": "text"}}, {"properties": {"a/b": True}}, "/properties/a~1b"),
        ({"oneOf": [TEXT, None]}, {"oneOf": [TEXT, True]}, "/oneOf/1"),
    ],
    ids=str,
)
def test_what_is_no_schema_allows_anything(tmp_path, schema, expected, at):
    """Where a schema should be and none is, the warning says so."""
    found, warning = held_though(tmp_path, schema)

    assert found == expected
    assert warning.startswith(f"ServerMessageHang/properties/held{at}: ")
    assert warning.endswith(" is not a schema; anything is allowed there.")


def test_a_long_value_is_cut_in_a_warning(tmp_path):
    """A warning is one line that a person reads."""
    _, warning = held_though(tmp_path, {"items": ["x" * 500]})

    assert len(warning) < 200
    assert "x…, not a schema" in warning


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ({"type": ["string", "null"]}, {"type": ["string", "null"]}),
        ({"type": ["string", "string"], "nullable": True}, {"type": ["string", "null"]}),
        ({"enum": ["a", "b", "a"]}, {"enum": ["a", "b", "a"]}),
        ({"required": []}, {"required": []}),
        ({"type": "array"}, {"type": "array"}),
        ({"type": "array", "items": True}, {"type": "array", "items": True}),
        ({"additionalProperties": {}}, {"additionalProperties": {}}),
        ({"additionalProperties": True, "example": None}, {"additionalProperties": True}),
        (
            {
                "type": "object",
                "oneOf": [reference("Plan"), {"allOf": [reference("Plan")]}],
                "discriminator": {"propertyName": "type", "mapping": {"a": "#/components/schemas/Nowhere"}},
                "x-enum-names": None,
            },
            {"type": "object", "oneOf": [PLAN, {"allOf": [PLAN]}]},
        ),
        (
            {"type": "string", "format": "date-time", "nullable": True, "default": None},
            {"type": ["string", "null"], "format": "date-time"},
        ),
    ],
    ids=str,
)
def test_what_generated_documents_contain_is_read_without_a_warning(tmp_path, schema, expected):
    """What frameworks write into OpenAPI 3.0, allowed there or not, says what it says."""
    assert held(tmp_path, schema, Plan={"type": "object"}) == expected


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
def test_whatever_is_translated_is_a_schema(schema, dialect):
    """No input makes a schema that 2020-12 does not allow, but for types, which become errata."""
    document = Document(dialect=dialect, schemas={"Any": schema}, origin={})

    result = translated(document, "Any")

    assert_schema(result)


def assert_schema(schema):
    """Check a schema against the meta-schema, with types that are none left out of account."""
    from pytest_vapi_contract.openapi.errata import readable

    jsonschema.Draft202012Validator.check_schema(readable({"Any": schema})["Any"])


def test_a_dynamic_reference_is_not_followed(tmp_path):
    """It is told, and anything is allowed where it is."""
    schema, warning = held_though(tmp_path, {"$dynamicRef": "#node", "minLength": 2}, "3.1.0")

    assert schema == {"minLength": 2}
    assert "`$dynamicRef` is not followed; anything is allowed there" in warning


def test_a_count_is_a_whole_number(tmp_path):
    """JSON does not tell 2.0 from 2, and lists are counted in whole items."""
    assert str(held(tmp_path, {"minItems": 2.0, "maximum": 2.0})) == "{'minItems': 2, 'maximum': 2.0}"


def test_a_name_that_is_no_pattern_matches_any(tmp_path):
    """It is told; a validator would break at it, or refuse what may be there."""
    patterns = {"patternProperties": {"(": {"type": "null"}, "^a": {"type": "string"}}}

    bundle = noted(tmp_path, holding(patterns, "3.1.0"))

    held_schema = bundle.messages["hang"]["properties"]["held"]
    assert held_schema == {"patternProperties": {"": True, "^a": {"type": "string"}}}
    assert any('the pattern "(" is not checked: ' in each for each in bundle.warnings)
