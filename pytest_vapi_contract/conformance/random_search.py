"""
Messages drawn at random by Hypothesis, after all that is prepared.

Hypothesis only draws: what fails is judged, grouped and made smaller like everything else. So it prints
nothing and keeps nothing.
"""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ..case_sources.malformed import is_framed
from ..cases.case import Case
from ..cases.family import Family
from ..contract import Contract
from ..wire_envelope import envelope
from .plan import Stage

Use = Callable[[Case], bool]
#: Draws a number of cases of a category and message type at random, and gives each away until told to stop.
Draw = Callable[[Stage, Contract, int, Use], None]


class _Enough(BaseException):
    """Nothing more is wanted. An `Exception` would be a failure to Hypothesis, which would shrink it."""


def drawn(step: Stage, contract: Contract, seed: int, use: Use) -> None:
    """Draw the cases of a step, the same for the same seed, and pass each on until told to stop."""
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings  # noqa: PLC0415 - half of a quick run
    from hypothesis import seed as seeded  # noqa: PLC0415

    taken = 0

    @seeded(seed)
    @settings(
        max_examples=step.limit,
        phases=[Phase.generate],
        database=None,
        derandomize=False,
        deadline=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]  its metaclass hides the members
    )
    @given(_values(step, contract))
    def search(value: Any) -> None:
        nonlocal taken
        case = case_of(step, value, taken)
        taken += 1
        if case is not None and not use(case):
            raise _Enough

    try:
        search()
    except _Enough:
        return


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
