"""Strange OpenAPI documents, each made from a small valid one by a seed."""

from copy import deepcopy
from random import Random
from typing import Any

from pytest_vapi_contract.json_paths import Json, Object
from tests.openapi.documents import document, message, reference, replies, server_messages

TEXT: Object = {"type": "string"}
TEXTS = ("", "a", "A1", "ab", "hang", "x y", "é", "2026-01-01T00:00:00Z", "a@example.com")
NUMBERS = (-1, 0, 1, 2, 3, 0.1, 0.5, 1.5, -0.0, 7, 100, 1e9, 2**53, 1e15, 1e300, -1e308, 5e-324, 10**300)
COUNTS = (0, 0, 1, 1, 2, 2, 3, 4, 7, 60, 1_000, 1_001, 20_000, 100_001, 10**9, 10**30, 10**300, 2.0)
NAMES = ("a", "b", "c", "type", "extra", "extra1", "~/", "id", "$ref", "__proto__")
TYPES = ("null", "boolean", "integer", "number", "string", "array", "object")
FORMATS = (
    *("date-time", "uri", "uuid", "email", "date", "time", "duration", "ipv4", "ipv6", "hostname"),
    *("regex", "iri", "uri-reference", "json-pointer", "idn-email", "binary", "no-such-format"),
)
PATTERNS = (
    *("^a", "b$", "^[a-z]+$", "^(a+)+$", "/^[A-Z]{2}\\d{3}$/", "^\\p{L}+$", "(?=a)b", "a{1000}", "\\bx"),
    *("^(ab|a)*c$", "^[^a]$", "(", "^$", "(a)\\1", "^.{3,5}$", "[\\d-x]", "^(?!a)", "x*" * 30),
)
PARTS = (
    *("Call", "Node", "Tree", "Kind", "Alone", "Call/properties/name", "Call/properties/squad/allOf/0") * 3,
    *("ServerMessageHang", "ServerMessageHang/properties/type") * 3,
    *("Nowhere", "Call/required", "Kind/enum/0"),
)


def small(openapi: str) -> Object:
    """Return a small document with a little of everything that is in what Vapi publishes."""
    return document(
        openapi,
        ServerMessage=server_messages("ServerMessageToolCalls", "ServerMessageHang", "ServerMessageNote"),
        ServerMessageToolCalls=message(
            "tool-calls", toolCallList={"type": "array", "items": reference("Tree")}, call=reference("Call")
        ),
        ServerMessageHang=message("hang", call=reference("Call"), held={"oneOf": [TEXT, reference("Kind")]}),
        ServerMessageNote=message("note", note=TEXT, timestamp={"type": "number", "minimum": 0}),
        ServerMessageResponse=replies("ServerMessageResponseHang"),
        ServerMessageResponseHang={"oneOf": [TEXT, {"type": "object"}]},
        Call={
            "type": "object",
            "properties": {
                "endedAt": {"type": "string", "format": "date-time"},
                "squad": {"allOf": [reference("Alone")]},
                "name": {"type": "string", "maxLength": 40, "pattern": "/^[a-z]+$/u"},
                "destination": {"oneOf": [reference("Node"), {"type": "array", "items": reference("Alone")}]},
                "costs": {"type": "array", "items": {"type": "number", "maximum": 9}, "minItems": 1},
            },
            "required": ["name"],
        },
        Node={"type": "object", "properties": {"next": reference("Node"), "kind": reference("Kind")}},
        Tree={
            "type": "object",
            "properties": {"all": {"type": "array", "items": reference("Tree")}, "leaf": {"type": "boolean"}},
            "additionalProperties": False,
        },
        Kind={"type": "string", "enum": ["web", "phone"]},
        Alone={"type": "object", "additionalProperties": {"type": "integer"}},
    )


def strange_document(seed: int) -> Object:
    """Return the document of a seed."""
    return _Strange(Random(seed)).document()


class _Strange:
    """Makes a few places of a document strange."""

    def __init__(self, random: Random) -> None:
        self._random = random

    def document(self) -> Object:
        content = small(self._random.choice(("3.0.3", "3.1.0")))
        for _ in range(self._random.choice((1, 2, 3, 5, 8))):
            places = [at for at in _schema_places(content["components"]["schemas"]) if self._is_chosen(at)]
            *before, last = self._random.choice(places)
            parent = content["components"]["schemas"]
            for token in before:
                parent = parent[token]
            parent[last] = self._changed(parent[last])
        return content

    def _is_chosen(self, at: tuple[Any, ...]) -> bool:
        """Mostly leave the list of server messages and their types alone: nothing is imported without."""
        is_needed = at[0] == "ServerMessage" or at[-1] == "type" or len(at) == 1
        return not is_needed or self._random.random() < 0.05

    def _changed(self, schema: Json) -> Json:
        chance = self._random.random()
        if chance < 0.5 and isinstance(schema, dict):
            return schema | dict(self._keyword(2) for _ in range(self._random.choice((1, 1, 2))))
        if chance < 0.6 and isinstance(schema, dict) and schema:
            gone = self._random.choice(list(schema))
            return {name: value for name, value in schema.items() if name != gone}
        if chance < 0.7:
            return {self._random.choice(("allOf", "oneOf", "anyOf")): [schema, self._schema(2)]}
        if chance < 0.75:
            return self._random.choice((None, True, False, 7, "string", [], [schema]))
        return self._schema(3)

    def _schema(self, depth: int) -> Json:
        chance = self._random.random()
        if chance < 0.1:
            return self._random.choice((True, False, {}))
        if chance < 0.2:
            return reference(self._random.choice(PARTS))
        if chance < 0.25:
            return {"enum": self._values()}
        made: Object = {"type": self._type()} if self._random.random() < 0.8 else {}
        return made | dict(self._keyword(depth - 1) for _ in range(self._random.choice((0, 1, 2, 3))))

    def _type(self) -> Json:
        one = self._random.choice(TYPES)
        return one if self._random.random() < 0.8 else [one, self._random.choice(TYPES)]

    def _keyword(self, depth: int) -> tuple[str, Any]:
        keyword = self._random.choice([*KEYWORDS, *(DEEP_KEYWORDS if depth > 0 else ())])
        return keyword, (KEYWORDS | DEEP_KEYWORDS)[keyword](self, depth)

    def _values(self) -> list[Json]:
        known: tuple[Json, ...] = (*TEXTS, *NUMBERS, None, True, False, [], {}, ["a"], {"a": 1}, 1.0)
        values = [deepcopy(self._random.choice(known)) for _ in range(self._random.choice((0, 1, 2, 3, 5)))]
        return values * 7_000 if self._random.random() < 0.02 else values

    def _number(self, _depth: int) -> Json:
        return self._random.choice(NUMBERS)

    def _count(self, _depth: int) -> Json:
        return self._random.choice(COUNTS)

    def _flag(self, _depth: int) -> Json:
        return self._random.choice((True, True, False))

    def _names(self, _depth: int) -> Json:
        return self._random.sample(NAMES, self._random.choice((0, 1, 1, 2, 3)))

    def _schemas(self, depth: int) -> Json:
        count = 250 if self._random.random() < 0.02 else self._random.choice((1, 2, 2, 3, 4))
        return [self._schema(depth) for _ in range(count)]

    def _named(self, depth: int) -> Json:
        names = [f"p{number}" for number in range(1_200)] if self._random.random() < 0.02 else NAMES[:4]
        return {name: self._schema(depth) for name in names if self._random.random() < 0.8}


KEYWORDS = {
    "type": lambda strange, _depth: strange._type(),
    "enum": lambda strange, _depth: strange._values(),
    "const": lambda strange, _depth: strange._random.choice((*TEXTS, *NUMBERS, None, True, [], {"a": 1})),
    "minimum": _Strange._number,
    "maximum": _Strange._number,
    "exclusiveMinimum": _Strange._number,
    "exclusiveMaximum": _Strange._number,
    "multipleOf": _Strange._number,
    "minLength": _Strange._count,
    "maxLength": _Strange._count,
    "minItems": _Strange._count,
    "maxItems": _Strange._count,
    "minProperties": _Strange._count,
    "maxProperties": _Strange._count,
    "minContains": _Strange._count,
    "maxContains": _Strange._count,
    "uniqueItems": _Strange._flag,
    "nullable": _Strange._flag,
    "required": _Strange._names,
    "pattern": lambda strange, _depth: strange._random.choice(PATTERNS),
    "format": lambda strange, _depth: strange._random.choice(FORMATS),
    "$ref": lambda strange, _depth: reference(strange._random.choice(PARTS))["$ref"],
    "$dynamicRef": lambda _strange, _depth: "#node",
    "$dynamicAnchor": lambda _strange, _depth: "node",
    "dependentRequired": lambda strange, depth: {"a": strange._names(depth)},
}
DEEP_KEYWORDS = {
    **dict.fromkeys(("allOf", "oneOf", "anyOf", "prefixItems"), _Strange._schemas),
    **dict.fromkeys(("properties", "patternProperties", "dependentSchemas"), _Strange._named),
    **dict.fromkeys(
        (
            *("items", "additionalProperties", "items", "additionalProperties"),
            *("not", "if", "then", "else", "contains", "propertyNames"),
            *("unevaluatedItems", "unevaluatedProperties"),
        ),
        _Strange._schema,
    ),
}


def _schema_places(value: Json, at: tuple[Any, ...] = ()) -> Any:
    """Yield the paths to what may be schemas."""
    if isinstance(value, dict) and len(value) < 100:
        for name, inner in value.items():
            if at and name in {"enum", "required", "const", "type"} and at[-1] != "properties":
                continue
            if isinstance(inner, dict | bool) and (not at or name != "properties"):
                yield (*at, name)
            yield from _schema_places(inner, (*at, name))
    elif isinstance(value, list) and len(value) < 100:
        for index, inner in enumerate(value):
            if isinstance(inner, dict | bool):
                yield (*at, index)
            yield from _schema_places(inner, (*at, index))
