import jsonschema
import pytest

from tests.openapi.documents import document, holding, imported, message, reference, server_messages

TEXT = {"type": "string"}
CONTAINER = {"type": "array", "enum": ["a", "b"], "items": TEXT, "minItems": 1}


def errata(directory, schema, openapi="3.0.0"):
    """Return the detected errata of a document with this schema at `hang.held`."""
    bundle = imported(directory, holding(schema, openapi))
    return [erratum for erratum in bundle.errata if erratum.kind != "unpublished-type"]


@pytest.mark.parametrize(
    ("schema", "kind", "meant"),
    [
        (
            CONTAINER,
            "container-enum",
            {"type": "array", "items": {"type": "string", "enum": ["a", "b"]}, "minItems": 1},
        ),
        (
            {"type": "array", "enum": ["a"]},
            "container-enum",
            {"type": "array", "items": {"type": "string", "enum": ["a"]}},
        ),
        ({"type": "object", "enum": ["a"]}, "container-enum", {"type": "string", "enum": ["a"]}),
        (
            {"type": "object", "enum": ["a"], "nullable": True},
            "container-enum",
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"type": "string", "enum": []}, "empty-enum", TEXT),
        (
            {"type": "string", "enum": ["a"], "nullable": True},
            "nullable-enum",
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ({"type": "enum", "enum": ["a", "b"]}, "unknown-type", {"type": "string", "enum": ["a", "b"]}),
        ({"type": "number-like", "minimum": 1}, "unknown-type", {"minimum": 1}),
        ({"type": "any", "enum": [1]}, "unknown-type", {"enum": [1]}),
    ],
    ids=str,
)
def test_a_contradiction_is_an_erratum(tmp_path, schema, kind, meant):
    """What no value, or not every value that is allowed, can satisfy is listed with what is meant."""
    (erratum,) = errata(tmp_path, schema)

    assert (erratum.kind, erratum.name) == (kind, "hang.held")
    assert erratum.place == "hang.json#/properties/held"
    assert erratum.meant == meant
    jsonschema.Draft202012Validator.check_schema(erratum.published)
    jsonschema.Draft202012Validator.check_schema(erratum.meant)


@pytest.mark.parametrize(
    "schema",
    [
        {"type": "string", "enum": ["a"]},
        {"type": "array", "enum": [["a"]]},
        {"type": "object", "enum": [{}]},
        {"type": "array", "items": {"type": "string", "enum": ["a"]}},
        {"oneOf": [{"enum": ["a"]}, {"type": "number", "enum": [1]}], "enum": ["a"]},
        {"type": "object", "properties": {"enum": TEXT, "type": TEXT}},
        {"type": "string", "enum": ["a", None], "nullable": True},
        {"enum": ["a"]},
    ],
    ids=str,
)
def test_what_some_value_satisfies_is_no_erratum(tmp_path, schema):
    """A branch that cannot be reached is no contradiction."""
    assert errata(tmp_path, schema) == []


def test_a_type_that_is_none_allows_nothing(tmp_path):
    """2020-12 forbids to write such a type, and a message that relies on it conforms in no reading."""
    bundle = imported(tmp_path, holding({"type": "enum", "enum": ["a"]}))

    assert bundle.messages["hang"]["properties"]["held"] == {"enum": []}


def test_a_type_that_is_none_beside_others_allows_what_they_allow(tmp_path):
    """Of several types those count that JSON has."""
    bundle = imported(tmp_path, holding({"type": ["string", "date"]}, "3.1.0"))

    assert bundle.messages["hang"]["properties"]["held"] == {"type": ["string"]}
    assert errata(tmp_path, {"type": ["string", "date"]}, "3.1.0") == []


def test_null_missing_from_an_enum_is_found_in_openapi_3_1_too(tmp_path):
    """The contradiction is the same, however null is allowed."""
    (erratum,) = errata(tmp_path, {"type": ["string", "null"], "enum": ["a"]}, "3.1.0")

    assert erratum.kind == "nullable-enum"


def test_errata_are_found_at_any_depth(tmp_path):
    """Name and place lead through properties, items and branches, also through a property called `oneOf`."""
    deep = {
        "properties": {
            "oneOf": {"type": "array", "items": {"anyOf": [TEXT, {"type": "object", "enum": ["a"]}]}}
        }
    }

    (erratum,) = errata(tmp_path, deep)

    assert erratum.name == "hang.held.oneOf.items.anyOf.1"
    assert erratum.place == "hang.json#/properties/held/properties/oneOf/items/anyOf/1"


def test_an_erratum_of_a_component_is_called_after_it(tmp_path):
    """The name starts with the component, the place with its file."""
    plan = {"properties": {"type": {"type": "object", "enum": ["fixed"]}}}
    content = holding({"$ref": "#/components/schemas/Plan"}, Plan=plan)

    (erratum, *_) = imported(tmp_path, content).errata

    assert erratum.name == "Plan.type"
    assert erratum.place == "components.json#/$defs/Plan/properties/type"


@pytest.mark.parametrize(
    ("output", "listed"),
    [({"type": "object", "description": "A token."}, True), (TEXT, False), ({"oneOf": [TEXT]}, False)],
    ids=str,
)
def test_an_observed_erratum_is_about_what_was_published(tmp_path, output, listed):
    """It is listed as long as the document says what was observed to be otherwise."""
    content = document(
        ServerMessage=server_messages("ServerMessageModelOutput"),
        ServerMessageModelOutput=message("model-output", output=output),
    )

    names = {erratum.name for erratum in imported(tmp_path, content).errata}

    assert ("model-output.output" in names) is listed


TOOLS = {
    "ServerMessage": server_messages("ServerMessageToolCalls"),
    "ServerMessageToolCalls": message(
        "tool-calls", toolCallList={"type": "array", "items": reference("ToolCall")}
    ),
    "ToolCall": {"properties": {"id": TEXT, "function": {"allOf": [reference("ToolCallFunction")]}}},
}


@pytest.mark.parametrize(("arguments", "listed"), [(TEXT, True), ({"type": "object"}, False)], ids=str)
def test_arguments_are_an_erratum_while_they_are_published_as_text(tmp_path, arguments, listed):
    """Until 2025-05 the schema said what is on the wire."""
    function = {"type": "object", "properties": {"arguments": arguments}, "required": ["arguments"]}

    bundle = imported(tmp_path, document(**TOOLS, ToolCallFunction=function))

    errata = {each.name: each for each in bundle.errata if each.kind == "observed"}
    names = {"ToolCall", "ToolCallFunction.arguments", "tool-calls.toolCallList.items"}
    assert errata.keys() == (names if listed else set())
    if listed:
        found = errata["tool-calls.toolCallList.items"]
        assert (found.strength, found.drawn) == ("instead", True)
        assert not errata["ToolCallFunction.arguments"].drawn


@pytest.mark.parametrize(
    ("published", "meant"),
    [
        (TEXT, {"type": ["string", "null"]}),
        ({"type": "string", "format": "date-time"}, {"type": ["string", "null"], "format": "date-time"}),
        ({"type": "string", "enum": ["a"]}, {"type": ["string", "null"], "enum": ["a", None]}),
        ({"allOf": [{"type": "object"}]}, {"anyOf": [{"allOf": [{"type": "object"}]}, {"type": "null"}]}),
    ],
    ids=str,
)
def test_what_is_empty_in_a_record_may_be_null(tmp_path, published, meant):
    """Whatever a column of `call` is published as, null is meant as well."""
    call = {"properties": {"endedReason": published, "id": TEXT}}
    bundle = imported(tmp_path, holding(reference("Call"), Call=call))

    (erratum,) = (each for each in bundle.errata if each.kind == "observed")

    assert (erratum.name, erratum.meant, erratum.strength) == ("Call.endedReason", meant, "beside")


@pytest.mark.parametrize("published", [{}, {"type": "string", "nullable": True}], ids=str)
def test_what_may_be_null_as_published_is_no_erratum(tmp_path, published):
    """A document that says so already is right."""
    bundle = imported(tmp_path, holding(reference("Call"), Call={"properties": {"endedReason": published}}))

    assert [each for each in bundle.errata if each.kind == "observed"] == []


def test_every_column_of_a_phone_number_but_its_provider_was_null(tmp_path):
    """A name for many places is for those of the document, except what it leaves out."""
    phone = {
        "properties": {"provider": TEXT, "hooks": {"type": "array"}, "server": {"properties": {"a": TEXT}}}
    }
    bundle = imported(
        tmp_path, holding(reference("CreateXPhoneNumberDTO"), CreateXPhoneNumberDTO=phone, CreateDTO=phone)
    )

    names = [each.name for each in bundle.errata if each.kind == "observed"]

    assert names == ["CreateXPhoneNumberDTO.hooks", "CreateXPhoneNumberDTO.server"]


def test_a_place_has_one_erratum(tmp_path):
    """What the document contradicts by itself goes before what was seen."""
    call = {"properties": {"endedReason": {"type": "object", "enum": ["a"]}}}
    bundle = imported(tmp_path, holding(reference("Call"), Call=call))

    kinds = [each.kind for each in bundle.errata if each.name == "Call.endedReason"]

    assert kinds == ["container-enum"]


def test_a_client_message_is_the_schema_of_a_type_that_servers_get(tmp_path):
    """Where the document has the client message, it is imported, and the erratum refers to it."""
    started = message("assistant.started", newAssistant=reference("Assistant"))
    content = document(ClientMessageAssistantStarted=started, Assistant={"type": "object"})

    bundle = imported(tmp_path, content)

    (erratum,) = (each for each in bundle.errata if each.name == "assistant.started")
    assert erratum.meant == {"$ref": "#/$defs/ClientMessageAssistantStarted"}
    assert erratum.drawn
    assert list(bundle.components) == ["Assistant", "ClientMessageAssistantStarted"]


def test_a_type_is_unpublished_until_it_is_published(tmp_path):
    """A message type that is sent without a schema is listed, with the least that is known of it."""
    started = message("assistant.started")
    without = imported(tmp_path, document())
    with_it = imported(
        tmp_path,
        document(ServerMessage=server_messages("ServerMessageStarted"), ServerMessageStarted=started),
    )

    names = [erratum.name for erratum in without.errata]

    assert names == ["assistant.started", "function-call", "language-changed"]
    assert [erratum.name for erratum in with_it.errata] == ["function-call", "language-changed"]
    assert not any(erratum.drawn for erratum in without.errata)
    assert without.errata[0].published is None
    assert jsonschema.Draft202012Validator(without.errata[0].meant).is_valid({"type": "assistant.started"})
