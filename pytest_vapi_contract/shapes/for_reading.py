"""The catalogue of a bundle, under the reading that a generator was asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal, TypeAlias

from ..bundle import Bundle, Erratum
from ..json_paths import Json, Object, Parsed, is_list, is_object, tokens
from .catalogue import Catalogue

GenerationReading: TypeAlias = Literal["every", "observed"]


def catalogue_of(bundle: Bundle, reading: GenerationReading = "every") -> Catalogue:
    """
    Describe what conforms in every reading or, for "observed", what production sends.

    The latter reads unions as inclusive, and has at each erratum that is drawn what is meant there, and only
    that. Message types are among them that are sent and were never published.
    """
    if reading == "every":
        return Catalogue(bundle.messages, bundle.components)
    drawn = corrected(bundle, (erratum for erratum in bundle.errata if erratum.drawn))
    return Catalogue(drawn.messages, drawn.components, exclusive=False)


def corrected(bundle: Bundle, errata: Iterable[Erratum]) -> Bundle:
    """The bundle that has at some of its errata what is meant there, and only that. It lists the others."""
    messages, components = dict(bundle.messages), dict(bundle.components)
    done = tuple(errata)
    for erratum in sorted(done, key=lambda each: -len(tokens(each.place))):  # the inner one of two first
        _correct(messages, components, erratum)
    rest = tuple(erratum for erratum in bundle.errata if erratum not in done)
    return replace(bundle, messages=messages, components=components, errata=rest)


def _correct(messages: dict[str, Object], components: dict[str, Object], erratum: Erratum) -> None:
    file, _, place = erratum.place.partition("#")
    path = tokens(place)
    if erratum.kind == "unpublished-type":
        messages[erratum.name] = erratum.meant
    elif file == "components.json":
        components[path[1]] = _replaced(components[path[1]], path[2:], erratum)
    else:
        name = file.removesuffix(".json")
        messages[name] = _replaced(messages[name], path, erratum)


def _replaced(document: Parsed, path: tuple[str, ...], erratum: Erratum) -> Any:
    if not path:
        return _meant(erratum, document)
    first, *rest = path
    if is_list(document):
        index = int(first)
        return [*document[:index], _replaced(document[index], tuple(rest), erratum), *document[index + 1 :]]
    assert isinstance(document, dict)
    return {**document, first: _replaced(document[first], tuple(rest), erratum)}


def _meant(erratum: Erratum, current: Any) -> Any:
    """What is meant; what it repeats of what is published is as other errata have left it."""
    meant: Json = erratum.meant
    branches = meant.get("anyOf", ()) if is_object(meant) else ()
    if erratum.published not in branches:
        return meant
    return {**meant, "anyOf": [current if one == erratum.published else one for one in branches]}
