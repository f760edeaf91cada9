"""
Strategies for whole messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import Any

from hypothesis import strategies as st

from .._json import Object
from ..contract import Contract, newest
from ..errors import UnknownMessageType, UnsupportedMessage
from ..fixed import check_fixed
from ..shapes import Anything, GenerationReading, Property, Record, Shape
from .aims import branches_nearby, disputed_places
from .detail import DETAILS, DetailName
from .growing import Given, Growth, Path, holds_parts
from .parts import Value


def messages(
    type: str,
    /,
    *,
    contract: Contract | None = None,
    reading: GenerationReading = "every",
    detail: DetailName = "typical",
    unchecked: bool = False,
    **fixed: Any,
) -> st.SearchStrategy[Object]:
    """
    Draw messages of a type.

    With `reading="every"` they conform in every reading of the contract, with `"observed"` they look like
    production and are conforming or disputed. `detail` says how much of what is optional they hold:
    "minimal" nothing, "typical" about 1.2 KB, "rich" 10 to 25 KB. `fixed` sets top-level properties, each to
    a value or to what a strategy draws; they are checked unless `unchecked`.

    Raises `UnknownMessageType` and `BadFixedValue`.
    """
    source = _source(contract or newest(), type, reading, detail)
    if not unchecked:
        check_fixed(source.contract, type, reading, constants(fixed))
    return source.strategy(fixed, unchecked=unchecked)


def session_created(
    *,
    contract: Contract | None = None,
    reading: GenerationReading = "every",
    detail: DetailName = "typical",
    unchecked: bool = False,
    **fixed: Any,
) -> st.SearchStrategy[Object]:
    """
    Draw `session.created` messages; see `messages`.
    """
    return messages(
        "session.created", contract=contract, reading=reading, detail=detail, unchecked=unchecked, **fixed
    )


def model_output(
    *,
    contract: Contract | None = None,
    reading: GenerationReading = "every",
    detail: DetailName = "typical",
    unchecked: bool = False,
    **fixed: Any,
) -> st.SearchStrategy[Object]:
    """
    Draw `model-output` messages; see `messages`.
    """
    return messages(
        "model-output", contract=contract, reading=reading, detail=detail, unchecked=unchecked, **fixed
    )


def observed_model_output(
    *, contract: Contract | None = None, detail: DetailName = "typical", unchecked: bool = False, **fixed: Any
) -> st.SearchStrategy[Object]:
    """
    Draw `model-output` messages as production sends them: `output` is a token or a list of tool calls.
    """
    return model_output(contract=contract, reading="observed", detail=detail, unchecked=unchecked, **fixed)


def constants(fixed: Mapping[str, Any]) -> dict[str, Any]:
    """
    Pick the fixed properties that are values, not strategies.
    """
    return {name: value for name, value in fixed.items() if not isinstance(value, st.SearchStrategy)}


@lru_cache(maxsize=256)
def _source(contract: Contract, type: str, reading: GenerationReading, detail: DetailName) -> _Source:
    if type not in contract.bundle.messages:
        raise UnknownMessageType(type, contract.message_types)
    return _Source(contract, type, reading, detail)


class _Source:
    """
    All that messages of one type are grown from.
    """

    def __init__(self, contract: Contract, type: str, reading: GenerationReading, detail: DetailName) -> None:
        self.contract, self._type, self._reading = contract, type, reading
        self._detail = DETAILS[detail]
        self._catalogue = contract.catalogue(reading)
        self._growth = Growth(self._catalogue, self._detail)
        self._known_paths: dict[Shape, tuple[Path, ...]] = {}

    def strategy(self, fixed: Mapping[str, Any], *, unchecked: bool) -> st.SearchStrategy[Object]:
        """
        Draw a message: what it is grown towards, and then its properties.
        """
        given = {name: _always(_as_strategy(value)) for name, value in fixed.items()}
        drawn = self._message(given)
        if unchecked or len(constants(fixed)) == len(fixed):
            return drawn

        def checked(message: Object) -> Object:
            check_fixed(self.contract, self._type, self._reading, {name: message[name] for name in fixed})
            return message

        return drawn.map(checked)

    def _message(self, given: Mapping[str, Given]) -> st.SearchStrategy[Object]:
        aimed = self._aimed if self._detail.optional else {}
        return self._growth.record(self._root(given), 0, {**aimed, **given})

    @cached_property
    def _aimed(self) -> Mapping[str, Given]:
        holding = (
            (name, self._catalogue.resolve(part.shape)) for name, part in self._shape.properties.items()
        )
        return {name: partial(self._towards, shape) for name, shape in holding if holds_parts(shape)}

    def _towards(self, shape: Shape, number: int, optional: bool) -> Value:
        return self._growth.aimed(shape, partial(self._paths, shape), 1, number, optional=optional)

    def _paths(self, shape: Shape) -> tuple[Path, ...]:
        if shape not in self._known_paths:
            self._known_paths[shape] = self._find_paths(shape)
        return self._known_paths[shape]

    def _find_paths(self, shape: Shape) -> tuple[Path, ...]:
        if self._reading == "every":
            return branches_nearby(self._catalogue, shape)
        files = ("components.json", f"{self._type}.json")
        errata = tuple(e for e in self.contract.errata if e.place.partition("#")[0] in files)
        return disputed_places(self._catalogue, shape, errata)

    @cached_property
    def _shape(self) -> Record:
        shape = self._catalogue.message(self._type)
        if not isinstance(shape, Record):
            raise UnsupportedMessage(self._type, "it is not an object with properties")
        return shape

    def _root(self, given: Iterable[str]) -> Record:
        # A handler tells messages apart by `type`, so each has one, also where the schema leaves it open.
        properties = dict(self._shape.properties)
        for name in ("type", *given):
            shape = properties[name].shape if name in properties else Anything(at=self._shape.at)
            properties[name] = Property(shape, required=True)
        return replace(self._shape, properties=properties)


def _always(strategy: Value) -> Given:
    return lambda _number, _optional: strategy


def _as_strategy(value: Any) -> Value:
    return value if isinstance(value, st.SearchStrategy) else st.just(value).map(deepcopy)
