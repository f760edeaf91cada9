"""The ways in which the published schemas can be read, and what a bundle says in each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal

from ..bundle import Bundle, Erratum, mapped, subschemas
from ..bundle.read import COMPONENTS
from ..json_paths import Json, Object, copied, is_list, is_object, tokens

Unions = Literal["exclusive", "inclusive"]
Formats = Literal["annotation", "assertion"]

#: Keywords under which accepting less may mean accepting more, or that depend on what others accepted.
_UNEVEN = frozenset(["contains", "else", "if", "not", "then", "unevaluatedItems", "unevaluatedProperties"])


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """One way to read the published schemas."""

    unions: Unions = "exclusive"  #: Whether exactly one branch of a `oneOf` has to accept, or at least one.
    formats: Formats = "annotation"
    errata: bool = False  #: Whether what is meant or observed is accepted beside what is published.

    def __str__(self) -> str:
        return ", ".join(words[getattr(self, name)] for name, words in _WORDS.items())


_WORDS: dict[str, dict[Any, str]] = {
    "errata": {False: "as published", True: "with errata"},
    "unions": {"exclusive": "unions exclusive", "inclusive": "unions inclusive"},
    "formats": {"assertion": "formats asserted", "annotation": "formats not asserted"},
}

#: All readings, the strictest first.
READINGS = tuple(
    Reading(unions=unions, formats=formats, errata=errata)
    for errata in (False, True)
    for unions in ("exclusive", "inclusive")
    for formats in ("assertion", "annotation")
)
PUBLISHED_READINGS = tuple(reading for reading in READINGS if not reading.errata)
#: The published schema as the JSON Schema specification reads it.
PUBLISHED = Reading()
# All but an exclusive union only ever accepts more if its parts do, and an inclusive union accepts what the
# exclusive one does. A format not asserted accepts everything; an erratum adds a branch to an `anyOf`.
#: The reading that accepts what any other accepts, in every bundle that is `even`.
WEAKEST = Reading(unions="inclusive", errata=True)


def replies_as_messages(bundle: Bundle) -> Bundle:
    """A bundle with the replies that Vapi reads in place of the messages."""
    replies = {type: {"$ref": f"#/$defs/{name}"} for type, name in bundle.replies.items()}
    shared = tuple(each for each in bundle.errata if each.place.startswith(f"{COMPONENTS}#"))
    return replace(bundle, messages=replies, errata=shared)


def even(bundle: Bundle) -> bool:
    """Tell whether `WEAKEST` is the weakest reading of the bundle: it is, unless a schema negates another."""
    schemas = (*bundle.messages.values(), *bundle.components.values())
    held = (place.schema for schema in schemas for place in subschemas(schema))
    return not any(is_object(schema) and _UNEVEN & schema.keys() for schema in held)


def read(bundle: Bundle, reading: Reading) -> Object:
    """
    One document that describes an object with a property for each message type, as a reading has it.

    One document for all types, because validators compile what the types share once. Types that were never
    published are among them in each reading, since it is the contract that tells them apart.
    """
    messages = dict(bundle.messages) | unpublished(bundle)
    document = {"properties": copied(messages), "$defs": copied(dict(bundle.components))}
    if reading.errata:
        _amend(document, bundle.errata)
    whole: Object = mapped(document, _inclusive) if reading.unions == "inclusive" else document
    return whole


def unpublished(bundle: Bundle) -> dict[str, Json]:
    """The message types that are sent and were never published, and what is known of them."""
    return {each.name: each.meant for each in bundle.errata if each.kind == "unpublished-type"}


def location(erratum: Erratum) -> tuple[str, ...]:
    """The path of an erratum's place in the document that `read` returns."""
    file, _, at = erratum.place.partition("#")
    return tokens(at) if file == COMPONENTS else ("properties", file.removesuffix(".json"), *tokens(at))


def closure(schema: Object, components: Mapping[str, Object]) -> dict[str, Object]:
    """The components that a schema needs, directly or through others, in the order of their definition."""
    needed: set[str] = set()
    waiting = [schema]
    while waiting:
        found = set(_references(waiting.pop())) - needed
        needed |= found
        waiting += (components[name] for name in found)
    return {name: component for name, component in components.items() if name in needed}


def component_name(reference: str) -> str:
    """The component to which a reference leads."""
    return tokens(reference)[-1]


def cover(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The readings in as few words as will do: "unions inclusive" stands for four of them."""
    left = remaining = frozenset(readings)
    phrases: list[str] = []
    for pattern in _PATTERNS:
        fitting = {reading for reading in READINGS if _fits(reading, pattern)}
        if fitting <= left and fitting & remaining:
            phrases.append(_phrase(pattern))
            remaining -= fitting
    return tuple(phrases)


# What each dimension says, or None where it may say either; the widest first.
_PATTERNS = sorted(
    product(*((None, *words) for words in _WORDS.values())), key=lambda each: -each.count(None)
)


def _fits(reading: Reading, pattern: tuple[Any, ...]) -> bool:
    wanted = zip(_WORDS, pattern, strict=True)
    return all(value is None or getattr(reading, name) == value for name, value in wanted)


def _phrase(pattern: tuple[Any, ...]) -> str:
    said = [words[value] for words, value in zip(_WORDS.values(), pattern, strict=True) if value is not None]
    return ", ".join(said) or "every reading"


def _amend(document: Object, errata: Iterable[Erratum]) -> None:
    places = [(location(erratum), erratum) for erratum in errata if erratum.kind != "unpublished-type"]
    for path, erratum in sorted(places, key=lambda each: -len(each[0])):  # the inner one of two first
        _widen(document, path, copied(erratum.meant))


def _widen(document: Any, path: tuple[str, ...], meant: Any) -> None:
    *before, last = path
    for token in before:
        document = document[_key(document, token)]
    key = _key(document, last)
    document[key] = either(document[key], meant)


def either(published: Json, meant: Json) -> Json:
    """The schema that allows what one or the other does: `meant` alone where it plainly allows all."""
    if is_object(meant) and (published in meant.get("anyOf", ()) or _widens(published, meant)):
        return meant
    return {"anyOf": [published, meant]}


def _widens(published: Json, meant: Object) -> bool:
    """Whether the schemas differ only in that `meant` requires less, or has more types and values."""
    if not is_object(published) or published.keys() != meant.keys():
        return False
    return all(published[key] == meant[key] or _wider(key, published[key], meant[key]) for key in published)


def _wider(keyword: str, published: Json, meant: Json) -> bool:
    if keyword == "required":
        return all(name in published for name in meant)
    if keyword not in {"enum", "type"}:
        return False
    known = [meant] if isinstance(meant, str) else meant
    return all(value in known for value in ([published] if isinstance(published, str) else published))


def _key(parent: Any, token: str) -> str | int:
    return int(token) if is_list(parent) else token


def _inclusive(schema: Object) -> Object:
    if "oneOf" not in schema:
        return schema
    if "anyOf" in schema:
        rest = {key: value for key, value in schema.items() if key != "oneOf"}
        return rest | {"allOf": [*schema.get("allOf", ()), {"anyOf": schema["oneOf"]}]}
    return {"anyOf" if key == "oneOf" else key: value for key, value in schema.items()}


def _references(schema: Object) -> Iterator[str]:
    for place in subschemas(schema):
        if is_object(place.schema) and "$ref" in place.schema:
            yield component_name(place.schema["$ref"])
