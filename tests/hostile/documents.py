"""Hostile documents, each with what must be seen: that messages are made, or why none are."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import Any

from pytest_vapi_contract.json_paths import Object
from tests.openapi.documents import document, holding, message, reference, server_messages

TEXT: Object = {"type": "string"}
BOOLEAN: Object = {"type": "boolean"}
A: Object = reference("A")
#: What must be seen where messages are made.
MADE = ""


@dataclass(frozen=True)
class HostileDocument:
    """A document, made when it is needed, and a part of the reason why nothing is generated of it."""

    name: str
    make: Callable[[], Object]
    why: str = MADE


def _optional(name: str, schema: Any, why: str = MADE, **components: Any) -> HostileDocument:
    return HostileDocument(name, lambda: holding(schema, "3.1.0", **components), why)


def _required(name: str, schema: Any, why: str = MADE, **components: Any) -> HostileDocument:
    held = message(held=schema) | {"required": ["type", "held"]}
    return HostileDocument(name, lambda: document("3.1.0", ServerMessageHang=held, **components), why)


def _of(name: str, components: Object, why: str = MADE) -> HostileDocument:
    return HostileDocument(name, lambda: document("3.1.0", **components), why)


def _record(*required: str, **properties: Any) -> Object:
    return {"type": "object", "properties": properties, "required": list(required)}


def _array(items: Any = True, least: int = 0, **rest: Any) -> Object:
    return {"type": "array", "items": items, "minItems": least, **rest}


def _tagged(count: int, keyword: str = "oneOf") -> Object:
    return {keyword: [_record("tag", tag={"const": f"t{number}"}) for number in range(count)]}


def _chain(length: int) -> dict[str, Any]:
    links = {f"C{at}": _record("next", next=reference(f"C{at + 1}")) for at in range(length)}
    return {**links, f"C{length}": TEXT}


def _fan(depth: int) -> dict[str, Any]:
    links = {
        f"F{at}": _record(*"abcd", **dict.fromkeys("abcd", reference(f"F{at + 1}"))) for at in range(depth)
    }
    return {**links, f"F{depth}": TEXT}


def _mesh(size: int, *, keyword: str, rest: list[Any]) -> dict[str, Any]:
    """Components that hold each other in all ways."""
    return {
        f"M{at}": {
            keyword: [
                *(_record("k", "n", k={"const": f"{at}-{to}"}, n=reference(f"M{to}")) for to in range(size)),
                *rest,
            ]
        }
        for at in range(size)
    }


def _unread(keyword: str, value: Any, how: str = "") -> list[HostileDocument]:
    why = f"the keyword '{keyword}' is not supported"
    return [
        _optional(f"optional {how}{keyword}", {keyword: value}),
        _required(f"required {how}{keyword}", {keyword: value}, why),
    ]


UNREAD = [
    *_unread("contains", TEXT),
    *_unread("not", TEXT),
    *_unread("prefixItems", [TEXT]),
    *_unread("if", TEXT),
    *_unread("dependentRequired", {"a": ["b"]}),
    *_unread("dependentSchemas", {"a": {"required": ["b"]}}),
    *_unread("unevaluatedItems", False),
    *_unread("unevaluatedProperties", False),
    *_unread("patternProperties", {"^a": TEXT}),
    *_unread("patternProperties", {"(": TEXT}, "by no pattern "),
    *_unread("propertyNames", {"maxLength": 2}),
    _required("a dynamic reference", {"$dynamicRef": "#node"}),
]

CONTRADICTIONS = [
    _required("true", True),
    _required("false", False, "nothing is allowed here"),
    _optional("false where nothing has to be", False),
    _required("an empty enum", {"enum": []}, "the enum is empty"),
    _required("an enum of another type", {"type": "integer", "enum": ["a"]}, "no value of it is allowed"),
    _required("a constant of another type", {"const": 1, "type": "string"}, "no value of it is allowed"),
    _required("two types at once", {"allOf": [TEXT, {"type": "null"}]}, "no value of it is allowed"),
    _required("lengths", {"type": "string", "minLength": 3, "maxLength": 2}, "minLength is above maxLength"),
    _required("no items", _array(False)),
    _required("an item that cannot be", _array(False, 1), "nothing is allowed here"),
    _required("a pattern of another length", TEXT | {"pattern": "^a{5}$", "maxLength": 3}, "no string"),
    _required("a format of another length", TEXT | {"format": "uuid", "maxLength": 5}, "no string"),
    _required("alike items", _array(BOOLEAN, 3, uniqueItems=True), "3 different items are needed"),
    _required("the same numbers", _array({"enum": [1, 1.0, 2]}, 3, uniqueItems=True), "only 2 found"),
    _required(
        "no other properties",
        {"type": "object", "additionalProperties": {"enum": []}, "minProperties": 1},
        "minProperties is above the number of properties that are possible",
    ),
    _of("a message that is a text", {"ServerMessageHang": message() | {"type": "string"}}, "not an object"),
    _of(
        "a message of another type",
        {"ServerMessageHang": message() | {"allOf": [{"properties": {"type": {"const": "other"}}}]}},
        "not an object",
    ),
]

DEMANDS = [
    _required("two different items", _array(True, 2, uniqueItems=True)),
    _required("fifty different items", _array(TEXT, 50, uniqueItems=True)),
    _required("different texts of a pattern", _array(TEXT | {"pattern": "^ab[0-9]c$"}, 5, uniqueItems=True)),
    _required("different texts of a format", _array(TEXT | {"format": "uuid"}, 3, uniqueItems=True)),
    _required("different objects", _array(_record(a=BOOLEAN), 4, uniqueItems=True)),
    _required(
        "all of two properties", _record(a=TEXT, b=TEXT) | {"additionalProperties": False, "minProperties": 2}
    ),
    _required(
        "multiples that are none as floats",
        {"type": "number", "multipleOf": 0.1, "minimum": 0.25, "maximum": 0.45},
    ),
    _required(
        "a multiple that is none as a float",
        {"type": "number", "multipleOf": 0.1, "minimum": 0.25, "maximum": 0.35},
        "no multiple of 0.1 that all validators take is between its bounds",
    ),
    _required("an odd name", _record("", "$ref", **{"": TEXT, "~/": TEXT, "$ref": TEXT, "\u2028": TEXT})),
    _required("ahead", TEXT | {"pattern": "^(?=.*[0-9])(?=.*[a-z]).{8,12}$"}),
    _required("a pattern and a length", TEXT | {"pattern": "^[a-z]+[0-9]$", "minLength": 40}),
    *(
        _required(f"the format {format}", TEXT | {"format": format})
        for format in (
            *("date-time", "uri", "uuid", "email", "date", "time", "duration", "ipv4", "ipv6", "hostname"),
            *("regex", "iri", "iri-reference", "uri-reference", "uri-template", "json-pointer", "binary"),
            *("relative-json-pointer", "idn-email", "idn-hostname", "no-such-format"),
        )
    ),
]

REFERENCES = [
    _optional("itself", A, "leads back to itself", A=A),
    _optional("each other", A, "leads back to itself", A=reference("B"), B=A),
    _optional("itself or a text", A, "leads back to itself", A={"anyOf": [A, TEXT]}),
    _optional("an optional property of its own", A, A=_record(a=A)),
    _required(
        "a required property of its own",
        A,
        "it would have to contain itself without end",
        A=_record("a", a=A),
    ),
    _required("a list of its own", A, A=_array(A)),
    _required("a list that is not empty", A, "it would have to contain itself without end", A=_array(A, 1)),
    _required("a map of its own", A, A={"type": "object", "additionalProperties": A}),
    _required("texts and lists of its own", A, A={"oneOf": [TEXT, _array(A)]}),
    _required("two components that hold each other", A, A=_record("b", b=reference("B")), B=_record(a=A)),
    _optional("a part of a component", reference("A/properties/a"), A=_record(a=TEXT)),
    _optional("what is not a schema", reference("A/required/0"), "not a schema", A=_record("a")),
    _optional("the document", {"$ref": "#"}, "does not point to a component"),
    _optional("another document", {"$ref": "https://example.com"}, "nothing is fetched"),
    _optional("a number", {"$ref": 3}, "is not a string"),
    _required("fifty levels", reference("C0"), **_chain(50)),
    _required("eighty levels", reference("C0"), "more than 60 levels", **_chain(80)),
    _required("a million parts", reference("F0"), "parts or more are not generated", **_fan(10)),
    _required(
        "a part without a type that holds itself or a text",
        A,
        "no value is of the shape",
        A={"allOf": [{"type": "object", "properties": {"b": reference("B")}}, {"required": ["b"]}]},
        B={"oneOf": [A, TEXT]},
    ),
    _required("a mesh that ends", reference("M0"), **_mesh(3, keyword="oneOf", rest=[TEXT])),
    _optional("a mesh that does not", reference("M0"), **_mesh(12, keyword="anyOf", rest=[])),
]

HUGE = [
    _required("a long text", TEXT | {"minLength": 100_000}),
    _required("a longer text", TEXT | {"minLength": 10**9}, "strings of 1,000,000,000 characters"),
    _required("a text of any length", TEXT | {"maxLength": 10**18}),
    _required("a long list", _array(TEXT, 10_000)),
    _required("a longer list", _array(True, 10**9), "lists of 1,000,000,000 items"),
    _required("lists in a list", _array(_array(TEXT, 100), 100)),
    _required("many of any properties", {"type": "object", "minProperties": 10_000}),
    _required("a large number", {"type": "number", "minimum": 1e308}),
    _required("a small step", {"type": "number", "multipleOf": 1e-300}, "multiples of 1e-300"),
    _required("whole multiples", {"type": "integer", "multipleOf": 0.7, "minimum": 1}),
    _required("5,000 properties", _record(**{f"p{at}": TEXT for at in range(5_000)})),
    _required(
        "5,000 required properties",
        _record(*(f"p{at}" for at in range(5_000)), **{f"p{at}": TEXT for at in range(5_000)}),
        "objects of 5,000 required properties",
    ),
    _required("200 branches", _tagged(200)),
    _required("1,000 branches", _tagged(1_000), "1,000 branches are not told apart"),
    _required("1,000 branches of anyOf", _tagged(1_000, "anyOf")),
    _required("20,000 values", {"enum": [f"v{at}" for at in range(20_000)]}),
    HostileDocument(
        "a million values",
        lambda: holding({"enum": list(range(1_000_000))}, "3.1.0"),
        "values; the limit is 100,000",
    ),
    _required("sixty schemas at once", {"allOf": [{"maxLength": 60}] * 60}, "60 schemas at once"),
    _required(
        "three million combinations",
        {"allOf": [{"anyOf": [{"maxLength": at} for at in range(12)]}] * 6},
        "combinations of branches are not generated",
    ),
    _required("a deep schema", reduce(lambda inner, _: _record("a", a=inner), range(28), TEXT)),
    _required("a slow pattern", TEXT | {"pattern": "^(a+)+$"}, "are not generated"),
    _required("a slow choice", TEXT | {"pattern": "^(a|a)*b$"}, "are not generated"),
    _required("a long pattern", TEXT | {"pattern": "^[a-z]{900}$"}),
    _required("many words", TEXT | {"pattern": "|".join(f"a{at}" for at in range(500))}),
    _of(
        "a hundred messages",
        {"ServerMessage": server_messages(*(f"ServerMessageM{at}" for at in range(100)))}
        | {f"ServerMessageM{at}": message(f"m{at}") for at in range(100)},
    ),
]

DOCUMENTS = (*UNREAD, *CONTRADICTIONS, *DEMANDS, *REFERENCES, *HUGE)
