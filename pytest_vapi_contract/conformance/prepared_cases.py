"""Cases and draws of a run that an earlier one has prepared, and the preparation of the others."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..case_sources.cache import CaseCache
from ..cases.case import Case, Category
from ..contract import Contract
from .budget import MAX_EXAMPLES
from .case_source import Cases
from .plan import Stage
from .random_search import Draw, Use, drawn
from .run_options import RunOptions


def generate(category: Category, type: str, contract: Contract, seed: int) -> Iterable[Case]:
    """The cases of a category for a message type, made anew."""
    from ..case_sources.messages import generate  # noqa: PLC0415 - a run whose cases are known makes none

    return generate(category, type, contract, seed)


def _nothing() -> None:
    pass


@dataclass(frozen=True, kw_only=True, slots=True)
class PreparedCases:
    """Where the cases of a run come from."""

    cases: Cases = generate
    named: Cases = generate  #: Those that can be repeated by their names.
    draw: Draw = drawn
    save: Callable[[], None] = _nothing  #: Keep what was prepared for later runs.


def prepared_cases(options: RunOptions) -> PreparedCases:
    """
    The cases that are shipped or kept for a run's contract and seed, unless the options say otherwise.

    Those of a run with more messages than usual are not kept: they are too many.
    """
    if not options.cache or options.max_examples > MAX_EXAMPLES:
        return PreparedCases()
    return cases_in(CaseCache.open(generate, options.chosen_contract, options.seed))


def cases_in(cache: CaseCache) -> PreparedCases:
    """The cases of a cache, which makes those that are not in it."""
    return PreparedCases(cases=cache.cases, named=cache.cases, draw=_kept(cache), save=cache.save)


def _kept(cache: CaseCache) -> Draw:
    """A draw that gives what an earlier run has drawn. What is drawn does not depend on the handler."""

    def draw(step: Stage, contract: Contract, seed: int, use: Use) -> None:
        name = f"drawn/{step.category}/{step.type}/{step.limit}/{seed}.json"
        for case in cache.series(name, lambda: _all_drawn(step, contract, seed)):
            if not use(case):
                return

    return draw


def _all_drawn(step: Stage, contract: Contract, seed: int) -> list[Case]:
    cases: list[Case] = []

    def use(case: Case) -> bool:
        cases.append(case)
        return True

    drawn(step, contract, seed, use)
    return cases
