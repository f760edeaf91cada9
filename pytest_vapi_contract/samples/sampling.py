"""Realistic messages: whole ones, by their type and a seed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import replace
from functools import lru_cache
from typing import Any
from warnings import warn

from ..contract import Contract, MessageType, newest
from ..detail_names import DetailName
from ..errors import DocumentWarning
from ..fixed_properties import check_fixed, split, with_parts, with_parts_unchecked
from ..json_paths import Object
from ..mutations import Mutation, all_mutations, representative_mutations
from ..realism.sample_size import DETAILS
from ..realism.scenario import Scenario
from ..shapes import GenerationReading, Record, Shape
from .builders import Plan, Plans
from .covering import Covering, cover
from .observed import Conversation, detail_of, dressing, flattened

#: What a spelling of a message type says of a property.
SELECTED = re.compile(r'\[(\w+)="(\w+)"\]')
LEFT_OUT = (
    "The covering messages of type {type!r} do not reach all places: {count} of them would not be valid "
    "under every interpretation, and are left out."
)


def sample(
    type: MessageType,
    /,
    *,
    seed: int = 0,
    contract: Contract | None = None,
    reading: GenerationReading = "every",
    detail: DetailName = "typical",
    unchecked: bool = False,
    **fixed: Any,
) -> Object:
    """
    Make one realistic message of a type: the same one for the same seed, on every machine and Python.

    Messages of one seed belong to one conversation, whatever their types. With `reading="every"` they
    conform in every reading of the contract; `detail` says how much of what is optional they hold: "minimal"
    nothing, "typical" what is usual, "rich" as much as an end-of-call report. With `"observed"` they look
    like production, whose records, dialogue and clock agree in all parts, and are conforming or disputed;
    `detail` says how long the call is: the reports of "rich" ones have more than 100 KB. `fixed` sets
    properties: `session={…}` a whole one, and `session__assistantId="…"` one part of what is generated, a
    number being the index in a list. They are checked unless `unchecked`.

    Raises `UnknownMessageType`, `UnknownProperty` and `BadFixedValue`.
    """
    contract = contract or newest()
    make = _maker(contract, type, reading, detail)
    if fixed and not unchecked:
        check_fixed(contract, type, reading, fixed)
    message = make(seed)
    if not fixed:
        return contract.labelled(message, type, reading)
    whole, parts = split(contract.catalogue(reading).record(type), fixed)
    message |= deepcopy(whole)
    if unchecked:
        return with_parts_unchecked(message, parts)
    message = contract.labelled(message, type, reading, whole)

    def made(shape: Shape) -> Any:
        return value_of(shape, type=type, seed=seed, contract=contract, reading=reading, detail=detail)

    return with_parts(contract, type, reading, message, parts, make=made)


def value_of(
    shape: Shape,
    /,
    *,
    type: str,
    seed: int,
    contract: Contract,
    reading: GenerationReading,
    detail: DetailName,
) -> Any:
    """
    Make one realistic value of a shape, as it may be in a message of a type and a seed.

    Raises `ValueError` if none can be made.
    """
    plan = _plans(contract, reading, detail).plan(shape, DETAILS[detail].levels)
    return plan(Scenario(seed, type, DETAILS[detail]))


def observed_sizes(
    type: MessageType, /, *, seed: int = 0, contract: Contract | None = None
) -> Iterator[Object]:
    """
    Make one message of each size in which production sends a type, from the smallest to the largest.

    They are the observed samples of each detail; the last of the end-of-call reports has over 100 KB.

    Raises `UnknownMessageType`.
    """
    details: tuple[DetailName, ...] = ("minimal", "typical", "rich")
    for detail in details:
        yield sample(type, seed=seed, contract=contract, reading="observed", detail=detail)


def flat_tool_calls(*, seed: int = 0, contract: Contract | None = None) -> Iterator[Object]:
    """
    Make tool-calls messages whose calls are flat, as the documentation has them.

    They are `{id, name, arguments}` in one, and `{id, name, parameters}` in the other. None was ever
    captured: a handler that rejects them loses nothing that Vapi is known to send.
    """
    contract = contract or newest()
    if "tool-calls" not in contract.message_types:
        return
    message = sample("tool-calls", seed=seed, contract=contract, reading="observed")
    for arguments in ("arguments", "parameters"):
        yield flattened(message, arguments)


def spelled_otherwise(
    type: MessageType, /, *, seed: int = 0, contract: Contract | None = None
) -> Iterator[Object]:
    """
    Make a message with each other spelling of a type that its schema lists.

    `transcript[transcriptType="final"]` is the only one that Vapi publishes, and its documentation shows it.
    None was ever captured: a handler that rejects it loses nothing that Vapi is known to send.
    """
    contract = contract or newest()
    if type not in contract.message_types:
        return
    for spelling in contract.other_spellings(type):
        message = sample(type, seed=seed, contract=contract, reading="observed")
        message |= dict(SELECTED.findall(spelling)) | {"type": spelling}
        if contract.standing(message) != "violating":
            yield message


def covering(
    type: MessageType, /, *, contract: Contract | None = None, reading: GenerationReading = "every"
) -> tuple[Covering, ...]:
    """
    Make the suite of messages of a type that shows every place of the contract that a message can show.

    All say their type, even where the contract does not require it.

    Raises `UnknownMessageType`.
    """
    return tuple(each_covering(type, contract=contract, reading=reading))


def each_covering(
    type: MessageType, /, *, contract: Contract | None = None, reading: GenerationReading = "every"
) -> Iterator[Covering]:
    """
    Make the messages of that suite one after the other, if you may not need all of them.

    Raises `UnknownMessageType`.
    """
    contract = contract or newest()
    contract.smallest(type, reading)  # which raises what is to be raised
    catalogue = contract.catalogue(reading)
    left_out = 0
    for each in cover(catalogue, type):
        if contract.is_as_labelled(each.message, reading):
            yield each
        else:
            left_out += 1
    if left_out:
        warn(DocumentWarning(LEFT_OUT.format(type=type, count=left_out)), stacklevel=2)


def mutations(type: MessageType, /, *, contract: Contract | None = None) -> tuple[Mutation, ...]:
    """
    Make every mutation of a type, always in the same order; each is invalid in every reading of the contract.

    Raises `UnknownMessageType`.
    """
    contract = contract or newest()
    contract.check_type(type)
    return all_mutations(contract, type)


def representative(type: MessageType, /, *, contract: Contract | None = None) -> tuple[Mutation, ...]:
    """
    Make about forty mutations of a type that represent all: those that the fixtures run by default.

    Each top-level property is broken at least once, and so is each kind of rule that the type has.

    Raises `UnknownMessageType`.
    """
    contract = contract or newest()
    contract.check_type(type)
    return representative_mutations(contract, type)


@lru_cache(maxsize=256)
def _maker(
    contract: Contract, type: str, reading: GenerationReading, detail: DetailName
) -> Callable[[int], Object]:
    contract.check_type(type, reading)
    if reading == "observed":
        return _observed_maker(contract, type, detail)
    contract.smallest(type, reading)  # which raises what is to be raised
    plan = _plan(contract, contract.catalogue(reading).typed(type), reading, detail)
    return lambda seed: plan(Scenario(seed, type, DETAILS[detail]))


def _observed_maker(contract: Contract, type: str, detail: DetailName) -> Callable[[int], Object]:
    return lambda seed: observed_by(Conversation(seed, type, detail), contract, detail)


def observed_by(scenario: Conversation, contract: Contract, detail: DetailName) -> Object:
    """Make a message of a conversation that is given, as production sends it."""
    drawn = _observed_plan(contract, scenario.type, detail)(scenario)
    return dressing(contract, scenario.type)(scenario, drawn)


@lru_cache(maxsize=256)
def _observed_plan(contract: Contract, type: str, detail: DetailName) -> Plan:
    root = dressing(contract, type).undressed({"analysis"})
    return _plan(contract, root, "observed", detail_of(type, detail).name)


def _plan(contract: Contract, root: Record, reading: GenerationReading, detail: DetailName) -> Plan:
    # The type comes first.
    properties = {"type": root.properties["type"], **root.properties}
    return _plans(contract, reading, detail).plan(
        replace(root, properties=properties), DETAILS[detail].levels
    )


@lru_cache(maxsize=16)
def _plans(contract: Contract, reading: GenerationReading, detail: DetailName) -> Plans:
    return Plans(contract.catalogue(reading), DETAILS[detail])
