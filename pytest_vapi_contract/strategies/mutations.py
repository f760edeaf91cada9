"""
Strategies for what is broken on purpose: mutations of a message, and requests around one.

What is broken is chosen among the prepared mutations, which are known to be violating; what is drawn is the
rest of the message around them. So nothing is drawn in vain, and shrinking takes away the rest until the
smallest message with the same broken rule is left.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cached_property, lru_cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract, MessageType, newest
from ..detail_names import DetailName
from ..json_paths import Object, copied, dumps, is_object, tokens
from ..mutations import Mutation, http_mutations, text_mutations
from ..mutations.assertions import AssertedPlace
from ..mutations.complete import Build, Proven
from ..mutations.mutators import MUTATORS
from ..shapes import Record
from ..wire_envelope import envelope
from .messages import forget as forget_messages
from .messages import messages

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

#: Keywords that are broken by taking something from a value or adding to it: the rest of it is drawn.
PARTIAL = frozenset({"required", "additionalProperties", "maxProperties"})
FARTHEST = 1_000
DISTANCES = st.integers(0, FARTHEST)


def mutations(
    type: MessageType, /, *, contract: Contract | None = None, detail: DetailName = "typical"
) -> st.SearchStrategy[Mutation]:
    """
    Draw messages of a type that break one rule, proven to be invalid in every reading of the contract.

    `detail` says how many optional properties surround what is broken. Raises `UnknownMessageType`.
    """
    source = _source(contract or newest(), type)
    return _mutation(source, messages(type, contract=source.contract, detail=detail))


def requests(
    type: MessageType, /, *, contract: Contract | None = None, hostile: bool = False
) -> st.SearchStrategy[Case]:
    """
    Draw requests with a message of a type: as Vapi sends it, or with a fault in the HTTP or in the JSON.

    Each has a body, and says what else differs from the usual request. With `hostile`, there are also
    requests that only an attacker would send. Raises `UnknownMessageType`.
    """
    return _request(type, messages(type, contract=contract, detail="minimal"), hostile=hostile)


def forget(type: str) -> None:
    """Let go of what was prepared to draw messages and mutations of a type; it is made again when needed."""
    _source.cache_clear()
    forget_messages(type)


@lru_cache(maxsize=64)
def _source(contract: Contract, type: str) -> _MutationSource:
    contract.smallest(type)  # which raises what is to be raised
    return _MutationSource(contract, type)


class _MutationSource:
    """The mutations of one message type, each prepared when it is first drawn."""

    def __init__(self, contract: Contract, type: str) -> None:
        self.contract, self._type = contract, type
        self._at_places: dict[str, dict[tuple[AssertedPlace | None, str | None], tuple[Proven, ...]]] = {}

    @cached_property
    def _build(self) -> Build:
        return Build(self.contract, self._type)

    @cached_property
    def _apart(self) -> tuple[Proven, ...]:
        return (*self._build.of_bodies(), *self._build.of_other_types())

    @cached_property
    def _properties(self) -> tuple[_Places, ...]:
        grouped: dict[tuple[str, ...], list[AssertedPlace]] = {}
        for asserted_place in self._build.asserted_places:
            grouped.setdefault(tokens(asserted_place.place)[:1], []).append(asserted_place)
        places = (_Places(asserted_places) for asserted_places in grouped.values())
        return tuple(each for each in places if each.has_any)

    @cached_property
    def _kinds(self) -> tuple[str, ...]:
        kinds = dict.fromkeys(_kind(keyword) for keyword in MUTATORS)
        return tuple(kind for kind in kinds if any(each.has(kind) for each in self._properties))

    def proven(self, draw: Draw) -> Proven:
        """Draw what is broken: the body or, in a property of the message, which keyword, where, and how."""
        index: int = draw(st.integers(0, len(self._properties)))
        known = self._within(draw, self._properties[index - 1]) if index else self._apart
        chosen: int = draw(st.integers(0, len(known) - 1))
        return known[chosen]

    def _within(self, draw: Draw, places: _Places) -> tuple[Proven, ...]:
        index: int = draw(st.integers(0, len(self._kinds) - 1))
        return self._at(*places.nearest(self._kinds[index], draw(DISTANCES)))

    def _at(self, asserted_place: AssertedPlace, keyword: str) -> tuple[Proven, ...]:
        if asserted_place.place not in self._at_places:
            self._at_places[asserted_place.place] = _grouped(self._build.at_place(asserted_place.place))
        return self._at_places[asserted_place.place].get((asserted_place, keyword), self._apart)

    def within(self, proven: Proven, message: Object) -> Case:
        """Make a mutation again in another message or, where that is not violating, as it was prepared."""
        if proven.base is not None:
            broken = self._merged(proven, proven.base.message, message, 0)
            if self.contract.standing(broken) == "violating":
                return proven.mutation.with_body(envelope(broken))
        return afresh(proven.mutation)

    def _merged(self, proven: Proven, prepared: Any, drawn: Any, depth: int) -> Any:
        """
        Keep of the drawn message what is beside the way to the fault, as far as it leads through records.

        Behind a union or a list the drawn message may be of another shape: the rest is as it was prepared.
        """
        assert proven.base is not None
        steps = proven.base.path.steps
        whole = {**prepared, **drawn} if is_object(prepared) and is_object(drawn) else prepared
        if depth == len(steps):
            return self._broken(proven, whole)
        shape, step = steps[depth]
        if not isinstance(shape, Record) or not is_object(prepared):
            return _at(proven.mutation.message, proven, depth)
        name = str(step.token)
        child = self._merged(proven, prepared[name], whole[name], depth + 1)
        return {**copied(whole), name: child}

    def _broken(self, proven: Proven, value: Any) -> Any:
        """Break a value in the same way; one that is replaced altogether is replaced by the same."""
        base, fault, asserted_place = proven.base, proven.fault, proven.asserted_place
        if base is None or fault is None or asserted_place is None or proven.keyword is None:
            raise AssertionError("only a mutation of an asserted place is made again")
        if proven.keyword in PARTIAL:
            offered = self._build.faults(asserted_place, proven.keyword, replace(base.valid, value=value))
            return copied(next((one.value for one in offered if one.way == fault.way), fault.value))
        return copied(fault.value)


def _kind(keyword: str) -> str:
    """Say what a keyword is drawn as: items are broken by their type."""
    return "type" if keyword == "items" else keyword


class _Places:
    """The places in one property of the message, with their keywords, by kind; the nearest first."""

    def __init__(self, asserted_places: Iterable[AssertedPlace]) -> None:
        self._by_kind: dict[str, list[tuple[AssertedPlace, str]]] = {}
        for asserted_place in asserted_places:
            for keyword in MUTATORS:
                if keyword in asserted_place.schema:
                    self._by_kind.setdefault(_kind(keyword), []).append((asserted_place, keyword))

    @property
    def has_any(self) -> bool:
        """Tell whether anything is broken here."""
        return bool(self._by_kind)

    def has(self, kind: str) -> bool:
        """Tell whether a keyword of a kind is here."""
        return kind in self._by_kind

    def nearest(self, kind: str, number: int) -> tuple[AssertedPlace, str]:
        """
        Choose a keyword of a kind, or of another one if there is none, by a number from 0 to `FARTHEST`.

        The number is the logarithm of how far it is, so that the nearest ones come up the most often.
        """
        places = self._by_kind.get(kind) or next(iter(self._by_kind.values()))
        return places[int(len(places) ** (number / FARTHEST)) - 1]


def _grouped(known: tuple[Proven, ...]) -> dict[tuple[AssertedPlace | None, str | None], tuple[Proven, ...]]:
    """Group mutations by place and keyword, those of small messages first: to them shrinking leads."""
    grouped: dict[tuple[AssertedPlace | None, str | None], tuple[Proven, ...]] = {}
    for proven in sorted(known, key=lambda each: len(dumps(each.mutation.message))):
        key = (proven.asserted_place, proven.keyword)
        grouped[key] = (*grouped.get(key, ()), proven)
    return grouped


def afresh(mutation: Case) -> Case:
    """Copy a mutation, so that a change of it changes no other."""
    return replace(mutation, body=copied(mutation.body), around=copied(mutation.around))


def _at(message: Any, proven: Proven, depth: int) -> Any:
    """Look up what a prepared mutation holds some steps down."""
    assert proven.base is not None
    for _, step in proven.base.path.steps[:depth]:
        message = message if step.token is None else message[step.token]
    return copied(message)


@st.composite
def _mutation(draw: Draw, source: _MutationSource, around: st.SearchStrategy[Object]) -> Case:
    proven = source.proven(draw)
    # As it was prepared it is as small as it can be: shrinking has one step to there.
    return source.within(proven, draw(around)) if draw(st.booleans()) else afresh(proven.mutation)


@st.composite
def _request(draw: Draw, type: str, around: st.SearchStrategy[Object], *, hostile: bool) -> Case:
    message = draw(around)
    body = dumps(envelope(message)).encode()
    known = (*text_mutations(message, hostile=hostile), *http_mutations(type, body, hostile=hostile))
    index: int = draw(st.integers(0, len(known) + 2))
    if index == 0:
        return Case(id=Family.HTTP_USUAL.id, type=type, body=body, category="http", family=Family.HTTP_USUAL)
    return known[index - 1] if index <= len(known) else _spoilt(draw, type, body, cut=index == len(known) + 1)


def _spoilt(draw: Draw, type: str, body: bytes, *, cut: bool) -> Case:
    place = draw(st.integers(0, len(body) - 1))
    if cut:
        family, broken = Family.TEXT_CUT_ANYWHERE, body[:place]
    else:
        spoilt = bytes([draw(st.integers(0, 255))])
        family, broken = Family.TEXT_BYTE, body[:place] + spoilt + body[place + 1 :]
    return Case(id=family.id, type=type, body=broken, category="text", family=family)
