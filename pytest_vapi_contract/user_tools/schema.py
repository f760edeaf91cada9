"""
The parameters of a tool as a contract of their own, so that all that reads a contract reads them.

The contract has one message type, whose messages are `{"type": …, "arguments": {…}}`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from ..bundle import Bundle
from ..bundle.subschemas import subschemas
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..contract.verdict import Violation
from ..errors import BadDocument
from ..json_paths import Json, Object, child, is_list, is_object, tokens
from ..openapi.document import Document
from ..openapi.references import COMPONENTS, referred
from ..openapi.translation import translated
from ..shapes import Record
from .tool import UserTool

#: Where the messages of such a contract have the arguments.
ARGUMENTS = "arguments"
#: The component that the arguments are.
ROOT = "parameters"
#: Where a schema keeps those that it refers to.
DEFINITIONS = ("$defs", "definitions")
#: References that are followed one after the other.
FOLLOWED = 10
NONE: Object = {"type": "object", "properties": {}}


@dataclass(frozen=True, eq=False)
class ToolContract:
    """What the parameters of a tool allow. `document` is the file, which they may refer to as well."""

    tool: UserTool
    document: Json = field(default=None, repr=False)

    @cached_property
    def _read(self) -> tuple[Contract, tuple[str, ...], str]:
        """The contract, what is read otherwise than it is written, and why nothing can be read, if so."""
        try:
            components, notes = _components(self.tool.parameters or NONE, self.document)
        except (BadDocument, RecursionError) as error:
            why = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
            return Contract(_bundle({ROOT: NONE})), (), why
        return Contract(_bundle(components)), notes, ""

    @property
    def contract(self) -> Contract:
        """The contract, in which any arguments are allowed where the schema cannot be read."""
        return self._read[0]

    @property
    def notes(self) -> tuple[str, ...]:
        """What of the schema is read otherwise than it is written."""
        return self._read[1]

    @cached_property
    def why_not(self) -> str | None:
        """Why no arguments can be made; None if they can."""
        return self._read[2] or self.contract.why_not_generated(TOOL_CALLS)

    @cached_property
    def record(self) -> Record | None:
        """The description of the arguments; None if there is none to be walked."""
        if self.why_not is not None:
            return None
        catalogue = self.contract.catalogue("every")
        shape = catalogue.resolve(catalogue.record(TOOL_CALLS).properties[ARGUMENTS].shape)
        return shape if isinstance(shape, Record) else None

    def resolved(self, schema: Json) -> Object:
        """A part of the parameters as it is written, where it leads if it is a reference; maybe empty."""
        for _ in range(FOLLOWED):
            if not is_object(schema) or not isinstance(schema.get("$ref"), str):
                break
            schema = _at(schema["$ref"], self.tool.parameters or NONE, self.document)
        return schema if is_object(schema) else {}

    def message(self, arguments: Any) -> Object:
        """The message of this contract that has some arguments."""
        return {"type": TOOL_CALLS, ARGUMENTS: arguments}

    def accepts(self, arguments: Any) -> bool:
        """Whether arguments match the parameters, however these are read."""
        return self.contract.standing(self.message(arguments)) == "conforming"

    def rejects(self, arguments: Any) -> bool:
        """Whether arguments break the parameters, however these are read."""
        return self.contract.standing(self.message(arguments)) == "violating"

    def violations(self, arguments: Any) -> tuple[Violation, ...]:
        """Where arguments break the parameters, each place from the top of the arguments."""
        found = self.contract.judge(self.message(arguments)).violations
        return tuple(
            Violation(at=each.at.removeprefix(f"/{ARGUMENTS}"), keyword=each.keyword, message=each.message)
            for each in found
        )


def _bundle(components: Mapping[str, Object]) -> Bundle:
    message: Object = {
        "type": "object",
        "properties": {
            "type": {"type": "string", "enum": [TOOL_CALLS]},
            ARGUMENTS: {"$ref": f"#/$defs/{ROOT}"},
        },
        "required": ["type", ARGUMENTS],
    }
    return Bundle(
        revision="tools",
        messages={TOOL_CALLS: message},
        components=components,
        replies={},
        errata=(),
        origin={},
    )


def _components(parameters: Object, document: Json) -> tuple[dict[str, Object], tuple[str, ...]]:
    """The schemas of a tool by name, each in JSON Schema 2020-12, and what was noted."""
    schemas = dict(_schemas(parameters, document))
    read = Document(dialect="3.1", schemas=schemas, origin={})
    found: dict[str, Object] = {}
    waiting = [ROOT]
    while waiting:
        if (name := waiting.pop()) not in found:
            found[name] = translated(read, name)
            waiting.extend(referred(found[name]))
    return found, read.warnings()


def _schemas(parameters: Object, document: Json) -> Iterator[tuple[str, Object]]:
    """The parameters and all that they refer to, each reference as one to a component of its own."""
    names: dict[str, str] = {"#": ROOT}
    waiting: list[tuple[str, Object]] = [(ROOT, parameters)]
    while waiting:
        name, schema = waiting.pop()
        plain = {key: part for key, part in schema.items() if key not in DEFINITIONS}
        for reference in _references(plain):
            target = parameters if reference in ("#", "#/") else _at(reference, parameters, document)
            if reference not in names and is_object(target):
                names[reference] = f"part{len(names)}"
                waiting.append((names[reference], target))
        yield name, _renamed(plain, names)


def _references(schema: Object) -> Iterator[str]:
    for _, inner in subschemas(schema):
        if is_object(inner) and isinstance(inner.get("$ref"), str):
            yield inner["$ref"]


def _at(reference: str, parameters: Object, document: Json) -> Json:
    """What a reference leads to: in the parameters, or else in the file. None if nothing is there."""
    if not reference.startswith("#/"):
        return None
    path = tokens(reference)
    found = _followed(parameters, path)
    return _followed(document, path) if found is None else found


def _followed(value: Json, path: tuple[str, ...]) -> Json:
    for token in path:
        if is_object(value) and token in value:
            value = value[token]
        elif is_list(value) and token.isdecimal() and int(token) < len(value):
            value = value[int(token)]
        else:
            return None
    return value


def _renamed(schema: Json, names: Mapping[str, str]) -> Json:
    """The schema, with each reference as OpenAPI writes one; what leads nowhere is noted when it is read."""
    if is_list(schema):
        return [_renamed(each, names) for each in schema]
    if not is_object(schema):
        return schema
    renamed = {name: _renamed(part, names) for name, part in schema.items()}
    reference = schema.get("$ref")
    if isinstance(reference, str):
        renamed["$ref"] = child(COMPONENTS.removesuffix("/"), names.get(reference, reference))
    return renamed
