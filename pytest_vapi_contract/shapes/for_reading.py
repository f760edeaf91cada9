"""
The catalogue of a bundle, under the reading that a generator was asked for.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypeAlias

from ..bundle import Bundle, Erratum
from ..json_paths import Object, tokens
from .catalogue import Catalogue

GenerationReading: TypeAlias = Literal["every", "observed"]


def catalogue_of(bundle: Bundle, reading: GenerationReading = "every") -> Catalogue:
    """
    Describe what conforms in every reading or, for "observed", what production sends.

    The latter reads unions as inclusive, and each erratum as it is meant.
    """
    if reading == "every":
        return Catalogue(bundle.messages, bundle.components)
    messages, components = dict(bundle.messages), dict(bundle.components)
    for erratum in bundle.errata:
        if erratum.published is not None:
            _correct(messages, components, erratum)
    return Catalogue(messages, components, exclusive=False)


def _correct(messages: dict[str, Object], components: dict[str, Object], erratum: Erratum) -> None:
    file, _, place = erratum.place.partition("#")
    path = tokens(place)
    if file == "components.json":
        components[path[1]] = _replaced(components[path[1]], path[2:], erratum.meant)
    else:
        name = file.removesuffix(".json")
        messages[name] = _replaced(messages[name], path, erratum.meant)


def _replaced(document: Any, path: tuple[str, ...], value: Any) -> Any:
    if not path:
        return value
    first, *rest = path
    if isinstance(document, list):
        index = int(first)
        return [*document[:index], _replaced(document[index], tuple(rest), value), *document[index + 1 :]]
    assert isinstance(document, Mapping)
    return {**document, first: _replaced(document[first], tuple(rest), value)}
