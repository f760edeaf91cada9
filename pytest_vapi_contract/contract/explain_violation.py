"""Why a reading rejects a message: the violations, and the errata that would have helped."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from ..json_paths import Json, Object, is_list, is_object, pointer
from .readings import component_name
from .verdict import Violation
from .violation_texts import LONGEST_TEXT, cut, text_of

if TYPE_CHECKING:
    from jsonschema.exceptions import ValidationError

Location = tuple[str, ...]


class Explanation(NamedTuple):
    """Why a reading rejects a message."""

    violations: tuple[Violation, ...]
    errata: tuple[
        str, ...
    ]  #: The errata at whose places the message is rejected, of nested ones the innermost.


@dataclass(frozen=True, kw_only=True)
class Explainer:
    """Turns errors of `jsonschema` into an explanation, for one document."""

    document: Object
    errata: Mapping[Location, str]  #: Location in the document -> the erratum that belongs there.

    def explanation(self, type: str, errors: Iterable[ValidationError]) -> Explanation:
        """The violations in the order of the errors, and each erratum once."""
        # For the schema `false` the validator tells neither keyword nor place.
        found = [error for error in errors if error.validator]
        violations = dict.fromkeys(violation(error) for error in found)
        errata = dict.fromkeys(name for error in found for name in self._errata(type, error))
        return Explanation(tuple(violations), tuple(errata))

    def _errata(self, type: str, error: ValidationError) -> Iterator[str]:
        # The innermost one: those around it are about something else, or would help as well.
        if self.errata:
            places = [place for place in self._places(type, error) if place in self.errata]
            yield from (self.errata[place] for place in places[-1:])

    def _places(self, type: str, error: ValidationError) -> Iterator[Location]:
        """The places in the document through which the message was led to the error."""
        place: Location = ("properties", type)
        schema: Json = self.document["properties"][type]
        yield place
        for token in error.absolute_schema_path:
            if token == "$ref" and is_object(schema) and "$ref" in schema:
                name = component_name(schema["$ref"])
                place, schema = ("$defs", name), self.document["$defs"][name]
            else:
                place, schema = (*place, str(token)), _inner(schema, token)
            yield place


def violation(error: ValidationError) -> Violation:
    """The violation that an error is."""
    at = pointer(*error.absolute_path)
    return Violation(at=at, keyword=str(error.validator), message=cut(text_of(error), LONGEST_TEXT))


def _inner(schema: Json, token: str | int) -> Json:
    if is_object(schema):
        return schema.get(str(token))
    return schema[token] if is_list(schema) and isinstance(token, int) else None
