"""
The keywords with which `jsonschema` explains: as its own, but a union names the branch that is meant.

This is imported when the first message is explained: a session without one does not pay for `jsonschema`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, cast

from jsonschema import Draft202012Validator
from jsonschema.exceptions import (
    ValidationError,
    best_match,  # pyright: ignore[reportUnknownVariableType]  its stub leaves a parameter out
)
from jsonschema.protocols import Validator
from jsonschema.validators import extend  # pyright: ignore[reportUnknownVariableType]  as above

from ..json_paths import Json, Object, is_object, pointer
from .readings import Reading, component_name
from .tagged_unions import TaggedUnion, union
from .violation_texts import among, described, shown, text_of

Errors = list[ValidationError]
Found = Iterator[ValidationError]
IsOfFormat = Callable[[str, Json], bool]


def explaining(document: Object, reading: Reading, is_of_format: IsOfFormat) -> Validator:
    """
    A validator for the schemas in the document, whose errors are few and to the point.

    The document has its unions as published; the reading says how many branches have to accept. What decides
    is asked about formats: what `jsonschema` knows of them depends on what else is installed.
    """
    unions = Unions(components=document["$defs"], exclusive=reading.unions == "exclusive")
    kind: type[Validator] = extend(  # type: ignore[no-untyped-call]
        Draft202012Validator,
        {
            "$ref": unions.reference,
            "anyOf": unions.any_of,
            "format": asserted(is_of_format) if reading.formats == "assertion" else annotated,
            "oneOf": unions.one_of,
            "required": required,
        },
    )
    return kind(document)  # pyright: ignore[reportUnknownVariableType]  what `extend` makes has no type


def annotated(_validator: Any, _name: str, _instance: Json, _schema: Object) -> Found:
    """A format that says something, and asserts nothing."""
    return iter(())


def asserted(is_of_format: IsOfFormat) -> Callable[..., Found]:
    """The keyword `format` as an assertion."""

    def format(_validator: Any, name: str, instance: Json, _schema: Object) -> Found:
        if not is_of_format(name, instance):
            yield ValidationError("")

    return format


def required(_validator: Any, names: Sequence[str], instance: Json, _schema: Object) -> Found:
    """Name each property that is missing."""
    if is_object(instance):
        yield from (ValidationError(f"{shown(name)} is missing") for name in names if name not in instance)


@dataclass(frozen=True, kw_only=True)
class Unions:
    """The keywords of references and unions, for one document."""

    components: Mapping[str, Object]
    exclusive: bool
    #: Unions by the identity of their list of branches, which lives as long as the document.
    _known: dict[int, TaggedUnion] = field(default_factory=dict[int, TaggedUnion])

    def reference(self, validator: Any, name: str, instance: Json, _schema: Object) -> Found:
        """Follow a reference into the document. There are no others, and nothing is ever fetched."""
        yield from validator.descend(instance, self.components[component_name(name)], schema_path="$ref")

    def any_of(self, validator: Any, schemas: list[Any], instance: Json, _schema: Object) -> Found:
        """At least one branch accepts."""
        found = self._errors(validator, schemas, instance)
        if all(found.values()):
            yield from self._explained(schemas, instance, found)

    def one_of(self, validator: Any, schemas: list[Any], instance: Json, _schema: Object) -> Found:
        """Exactly one branch accepts, or at least one if unions are inclusive."""
        found = self._errors(validator, schemas, instance)
        accepting = [index for index, errors in found.items() if not errors]
        if not accepting:
            yield from self._explained(schemas, instance, found)
        elif self.exclusive and len(accepting) > 1:
            names = among([_name(schemas[index], index) for index in accepting])
            fitting = f"{shown(instance)} fits {len(accepting)} branches"
            yield ValidationError(f"{fitting}, and may fit one only: {names}")

    def _union(self, schemas: list[Any]) -> TaggedUnion:
        if id(schemas) not in self._known:
            self._known[id(schemas)] = union(schemas, self.components)
        return self._known[id(schemas)]

    def _errors(self, validator: Any, schemas: list[Any], instance: Json) -> dict[int, Errors]:
        """What is wrong in each branch that may accept; in the others, type or tag are."""
        return {
            index: list(validator.descend(instance, schemas[index], schema_path=index))
            for index in self._union(schemas).agreements(instance)
        }

    def _explained(self, schemas: list[Any], instance: Json, found: Mapping[int, Errors]) -> Errors:
        known = self._union(schemas)
        if not known.allows_type(instance):
            return [_of_no_type(known, instance)]
        agreements = known.agreements(instance)
        most = max(agreements.values(), default=0)
        meant = [found[index] for index, agreement in agreements.items() if agreement == most]
        if len(meant) == 1:
            return meant[0]
        if is_object(instance) and known.tags and not most:
            return [_none_fits(instance, _about_tags(known, instance))]
        return _agreed(meant) or [_none_fits(instance, _about_the_closest(meant))]


def _of_no_type(known: TaggedUnion, instance: Json) -> ValidationError:
    return ValidationError("", validator="type", validator_value=known.types, instance=instance)


def _agreed(found: Sequence[Errors]) -> Errors:
    """The errors that all branches have, if none has others: whichever is meant, these are real."""
    sets = [frozenset(map(_identity, errors)) for errors in found]
    return found[-1] if sets and all(each == sets[0] for each in sets) else []


def _identity(error: ValidationError) -> tuple[Any, ...]:
    missing = error.message if error.validator == "required" else None
    return tuple(error.relative_path), error.validator, missing


def _none_fits(instance: Json, why: str) -> ValidationError:
    return ValidationError(f"no branch accepts {shown(instance)}: {why}")


def _about_tags(known: TaggedUnion, instance: Object) -> str:
    """Which tag decides, and what it may be. Most branches have it."""
    spread = {tag: sum(tag in branch.texts for branch in known.branches) for tag in sorted(known.tags)}
    deciding = max(spread, key=lambda tag: spread[tag])
    accepted = among([shown(value) for value in known.accepted(deciding)], conjunction="or", most=8)
    if deciding not in instance:
        return f"{shown(deciding)} is missing, and says which is meant: {accepted}"
    return f"{shown(deciding)} is {shown(instance[deciding])}, not {accepted}"


def _best(errors: Iterable[ValidationError]) -> ValidationError | None:
    return cast("ValidationError | None", best_match(errors))


def _about_the_closest(found: Sequence[Errors]) -> str:
    closest = _best(error for errors in found for error in errors)
    if closest is None:
        return "each is ruled out by what tells them apart"
    place = pointer(*closest.relative_path)
    return f"in the closest {place}: {text_of(closest)}" if place else f"in the closest {text_of(closest)}"


def _name(schema: Any, index: int) -> str:
    if is_object(schema) and "$ref" in schema:
        return component_name(schema["$ref"])
    kind = schema.get("type") if is_object(schema) else None
    limited = " of a fixed set" if is_object(schema) and "enum" in schema else ""
    return f"{described(kind)}{limited}" if isinstance(kind, str) else f"branch {index + 1}"
