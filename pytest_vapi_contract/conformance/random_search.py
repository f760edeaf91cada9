"""
Messages drawn at random by Hypothesis, after all that is prepared.

Hypothesis only draws: what fails is judged, grouped and made smaller like everything else.
"""

import gc
from collections.abc import Callable
from dataclasses import replace
from itertools import count
from typing import Any

from ..case_sources.malformed import is_framed
from ..case_sources.type_order import FIRST
from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..wire_envelope import envelope
from .drawing import draw_until
from .plan import Stage

Use = Callable[[Case], bool]
#: Draws a number of cases of a category and message type at random, and gives each away until told to stop.
Draw = Callable[[Stage, Contract, int, Use], None]


def drawn(step: Stage, contract: Contract, seed: int, use: Use) -> None:
    """Draw the cases of a step, the same for the same seed, and pass each on until told to stop."""
    numbers, most = count(step.sent), step.limit - step.sent

    def use_value(value: Any) -> bool:
        case = case_of(step, value, next(numbers))
        return case is None or use(case)

    draw_until(_values(step, contract), use_value, most=most, seed=seed + step.sent)
    if step.type not in FIRST:  # a run with more messages than usual draws those of all other types in turn
        _forget(step.type)


def _forget(type: str) -> None:
    """Let go of what was prepared to draw what is of a type: for all types that is 150 MB."""
    from ..strategies.mutations import forget  # noqa: PLC0415 - it imports Hypothesis

    forget(type)
    gc.collect()  # it refers to itself, and the collector looks seldom during a run


def case_of(step: Stage, value: Any, number: int) -> Case | None:
    """The case that a drawn value is; none for a request that cannot be sent, or has nothing special."""
    if isinstance(value, Case):
        return None if value.family is Family.HTTP_USUAL or is_framed(value) else replace(value, drawn=True)
    body = envelope(value)
    return Case(
        id=f"{Family.DRAWN.id}-{number}",
        type=step.type,
        body=body,
        category=step.category,
        family=Family.DRAWN,
        drawn=True,
    )


def _values(step: Stage, contract: Contract) -> Any:
    from .. import strategies  # noqa: PLC0415 - it imports Hypothesis

    match step.category:
        case "mutation":
            return strategies.mutations(step.type, contract=contract)
        case "http":
            return strategies.requests(step.type, contract=contract)
        case "observed":
            return strategies.messages(step.type, contract=contract, reading="observed")
        case _:
            return strategies.messages(step.type, contract=contract)
