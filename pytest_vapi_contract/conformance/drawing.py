"""Values drawn at random by Hypothesis, which prints nothing, keeps nothing and shrinks nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from hypothesis.strategies import SearchStrategy

Value = TypeVar("Value")


class _Enough(BaseException):
    """Nothing more is wanted. An `Exception` would be a failure to Hypothesis, which would shrink it."""


def draw_until(values: SearchStrategy[Value], use: Callable[[Value], bool], *, most: int, seed: int) -> None:
    """Draw values, the same for the same seed, and pass each on until there were enough, or `use` says no."""
    from hypothesis import HealthCheck, Phase, Verbosity, given, settings  # noqa: PLC0415 - half of a quick run
    from hypothesis import seed as seeded  # noqa: PLC0415

    @seeded(seed)
    @settings(
        max_examples=most,
        phases=[Phase.generate],
        database=None,
        derandomize=False,
        deadline=None,
        verbosity=Verbosity.quiet,
        suppress_health_check=list(HealthCheck),  # pyright: ignore[reportArgumentType]  its metaclass hides the members
    )
    @given(values)
    def search(value: Value) -> None:
        if not use(value):
            raise _Enough

    try:
        search()
    except _Enough:
        return
