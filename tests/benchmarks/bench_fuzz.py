"""
What looking at the handler costs in a search, and what it finds earlier.

The cost is processor time for the same number of exchanges with the FastAPI example, with looking and
without. What it finds: the exchanges to the first failure of each webhook of `tests/zoo/rare`, the median
over some seeds; a search that does not find it within the exchanges of its exhibit counts with all of them.

Run it: python -m tests.benchmarks.bench_fuzz [NAME…]
"""

from __future__ import annotations

import logging
import statistics
import sys
from pathlib import Path
from time import process_time

from pytest_vapi_contract.conformance import Progress
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.fuzzing.handler_fuzz import fuzz_with
from pytest_vapi_contract.fuzzing.options import FuzzOptions
from tests.zoo.exhibit import blamed, handler_of, names, opened

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
#: Exchanges of a search whose cost is measured, how often that is done, and the most that it may be.
EXCHANGES, ROUNDS, LIMIT = 1_000, 3, 2.0
SEEDS = range(3)
#: Seconds that no search needs.
ENOUGH = 600.0


def seconds(*, look: bool) -> float:
    """Seconds of processor time of a search with the FastAPI example."""
    began = process_time()
    options = FuzzOptions(time_budget=ENOUGH, max_exchanges=EXCHANGES, look=look)
    with as_handler("fastapi_app:app", path="/webhook") as handler:
        fuzz_with(handler, options)
    return process_time() - began


def exchanges_to_find(name: str, *, look: bool, seed: int) -> int:
    """The exchanges to the first failure at the line of an exhibit; all of them if it is not found."""
    module = opened("rare", name)
    exhibit, found = module.EXHIBIT, list[int]()

    def note(progress: Progress) -> None:
        if progress.failed is not None and blamed(progress.failed) == exhibit.expected[0].line:
            found.append(progress.exchanges)
            raise KeyboardInterrupt  # it ends the search

    options = FuzzOptions(
        time_budget=ENOUGH,
        max_exchanges=exhibit.within,
        types=exhibit.types,
        look=look,
        seed=seed,
        progress=note,
    )
    with handler_of(module) as handler:
        fuzz_with(handler, options)
    return found[0] if found else int(exhibit.within)


def main() -> None:
    """Measure in turns, and print the ratios."""
    logging.disable()
    sys.path.insert(0, str(EXAMPLES))
    seconds(look=True)  # what is made once is made before
    rounds = [(seconds(look=True), seconds(look=False)) for _ in range(ROUNDS)]
    looking, blind = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(one / other for one, other in rounds)
    print(f"{EXCHANGES:,} exchanges with the FastAPI example; a second of processor time has so many:")
    print(f"looking {EXCHANGES / looking:,.0f}, not looking {EXCHANGES / blind:,.0f}")
    print(f"processor time of looking, times that of not looking (limit {LIMIT}): {ratio:.2f}")
    print(f"exchanges to the first failure, median of {len(SEEDS)} seeds: looking, not looking")
    for name in sys.argv[1:] or names("rare"):
        medians = [
            statistics.median(exchanges_to_find(name, look=look, seed=seed) for seed in SEEDS)
            for look in (True, False)
        ]
        print(f"{name:<40} {medians[0]:>8,.0f} {medians[1]:>8,.0f}", flush=True)


if __name__ == "__main__":
    main()
