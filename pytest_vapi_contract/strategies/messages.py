"""Strategies for whole messages."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from copy import deepcopy
from dataclasses import replace
from functools import cached_property, lru_cache, partial
from typing import TYPE_CHECKING, Any, TypeGuard
from weakref import WeakSet

from hypothesis import strategies as st

from ..contract import Contract, MessageType, newest
from ..detail_names import DetailName
from ..fixed_properties import check_fixed, split, with_parts, with_parts_unchecked
from ..json_paths import Object
from ..shapes import GenerationReading, Record
from .encoding import Encoding, Targets
from .message_size import DETAILS
from .targets import Path, branches, disputed_places, properties_with_parts

if TYPE_CHECKING:
    from ..samples.observed import Dressing

COMPLETED = ("assistant", "analysis")  # what is drawn of an observed message, and completed by its call


def messages(
    type: MessageType,
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
    production and are conforming or disputed: the call, its records, dialogue and clock are those of an
    observed sample, and the assistant and the properties of the type are drawn. `detail` says how much
    of what is optional they hold: "minimal" nothing, "typical" 1 to 2 KB, "rich" 20 to 50 KB, to which
    observed ones add the call. `fixed` sets properties, each to a value or to what a strategy draws:
    `session={…}` a whole one, and `session__assistantId="…"` one part of what is drawn. They are checked
    unless `unchecked`.

    Raises `UnknownMessageType`, `UnknownProperty` and `BadFixedValue`.
    """
    source = _source(contract or newest(), type, reading, detail)
    if not unchecked:
        check_fixed(source.contract, type, reading, constants(fixed))
    whole, parts = split(source.contract.catalogue(reading).record(type), fixed)
    drawn = source.strategy(whole, unchecked=unchecked)
    return source.with_parts(drawn, parts, unchecked=unchecked) if parts else drawn


def session_created(
    *,
    contract: Contract | None = None,
    reading: GenerationReading = "every",
    detail: DetailName = "typical",
    unchecked: bool = False,
    **fixed: Any,
) -> st.SearchStrategy[Object]:
    """Draw `session.created` messages; see `messages`."""
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
    """Draw `model-output` messages; see `messages`."""
    return messages(
        "model-output", contract=contract, reading=reading, detail=detail, unchecked=unchecked, **fixed
    )


def observed_model_output(
    *, contract: Contract | None = None, detail: DetailName = "typical", unchecked: bool = False, **fixed: Any
) -> st.SearchStrategy[Object]:
    """Draw `model-output` messages as production sends them: `output` is a token or a list of tool calls."""
    return model_output(contract=contract, reading="observed", detail=detail, unchecked=unchecked, **fixed)


def constants(fixed: Mapping[str, Any]) -> dict[str, Any]:
    """Pick the fixed properties that are values, not strategies."""
    return {name: value for name, value in fixed.items() if not isinstance(value, st.SearchStrategy)}


#: All that there are, for Hypothesis keeps the last thousand strategies, whether they are used or not.
_sources: WeakSet[_MessageSource] = WeakSet()


def forget(type: str) -> None:
    """Let go of what was prepared to draw messages of a type, some MB that are made again when needed."""
    for source in tuple(_sources):
        if source.type == type:
            source.forget()


@lru_cache(maxsize=256)
def _source(contract: Contract, type: str, reading: GenerationReading, detail: DetailName) -> _MessageSource:
    contract.smallest(type, reading)  # which raises what is to be raised
    source = _MessageSource(contract, type, reading, detail)
    _sources.add(source)
    return source


class _MessageSource:
    """All that messages of one type are grown from."""

    def __init__(self, contract: Contract, type: str, reading: GenerationReading, detail: DetailName) -> None:
        self.contract, self.type = contract, type
        self._reading: GenerationReading = reading
        self._detail = DETAILS[detail]
        self._catalogue = contract.catalogue(reading)
        self._encoding = Encoding(self._catalogue, self._detail)

    def forget(self) -> None:
        """Let go of what was prepared."""
        self._encoding.forget()
        for name in ("_tops", "_deeper"):
            self.__dict__.pop(name, None)

    def strategy(self, fixed: Mapping[str, Any], *, unchecked: bool) -> st.SearchStrategy[Object]:
        """Draw a message: what it is grown towards, and then its properties."""
        given = {name: _as_strategy(value) for name, value in fixed.items()}
        drawn = self._encoding.messages(self._root(given), self._targets, given, complete=self._dress)
        if not (unchecked or self.contract.is_shipped):
            drawn = drawn.map(partial(self._labelled, kept=tuple(fixed)))
        if unchecked or len(constants(fixed)) == len(fixed):
            return drawn

        def checked(message: Object) -> Object:
            check_fixed(self.contract, self.type, self._reading, {name: message[name] for name in fixed})
            return message

        return drawn.map(checked)

    def _labelled(self, message: Object, kept: Collection[str]) -> Object:
        return self.contract.labelled(message, self.type, self._reading, kept)

    def with_parts(
        self, drawn: st.SearchStrategy[Object], parts: Mapping[str, Any], *, unchecked: bool
    ) -> st.SearchStrategy[Object]:
        """Set parts of the properties of messages that are drawn."""
        values = st.fixed_dictionaries({name: _as_strategy(value) for name, value in parts.items()})

        def complete(message: Object, values: Object) -> Object:
            if unchecked:
                return with_parts_unchecked(message, values)
            return with_parts(self.contract, self.type, self._reading, message, values)

        return st.builds(complete, drawn, values)

    @property
    def _targets(self) -> tuple[Targets, ...]:
        """What a message is grown towards: one of its own properties, and two places further down."""
        return (lambda: self._tops, *[lambda: self._deeper] * 2) if self._detail.levels else ()

    @cached_property
    def _tops(self) -> tuple[Path, ...]:
        tops = properties_with_parts(self._catalogue, self._shape)
        return (*(path[1:] for path in tops), ())

    @cached_property
    def _deeper(self) -> tuple[Path, ...]:
        paths = self._paths
        shared = {id(path): path[1:] for path in paths}  # one comes up many times
        return tuple(shared[id(path)] for path in paths) or ((),)

    @property
    def _paths(self) -> tuple[Path, ...]:
        if self._reading == "every":
            return branches(self._catalogue, self._shape)
        files = ("components.json", f"{self.type}.json")
        drawn = (erratum for erratum in self.contract.errata if erratum.drawn)
        errata = tuple(erratum for erratum in drawn if erratum.place.partition("#")[0] in files)
        return disputed_places(self._catalogue, self._shape, errata)

    @cached_property
    def _shape(self) -> Record:
        """What is drawn of a message: all of it, or what no call decides."""
        if self._dressing is None:
            return self._catalogue.typed(self.type)
        return self._dressing.undressed(COMPLETED)

    @cached_property
    def _dressing(self) -> Dressing | None:
        if self._reading == "every":
            return None
        from ..samples.observed import dressing  # noqa: PLC0415 - brings Faker, other messages do without

        return dressing(self.contract, self.type)

    @cached_property
    def _dress(self) -> Callable[[int, Object], Object] | None:
        """Make what was drawn a message of the call that a number stands for, which is kept short."""
        if self._dressing is None:
            return None
        return partial(
            self._dressing.dress, detail="typical" if self._detail is DETAILS["rich"] else "minimal"
        )

    def _root(self, given: Iterable[str]) -> Record:
        """The message without what is given."""
        kept = {name: part for name, part in self._shape.properties.items() if name not in given}
        return replace(self._shape, properties=kept)


def _as_strategy(value: Any) -> st.SearchStrategy[Any]:
    return value if _is_strategy(value) else st.just(value).map(deepcopy)


def _is_strategy(value: object) -> TypeGuard[st.SearchStrategy[Any]]:
    return isinstance(value, st.SearchStrategy)
