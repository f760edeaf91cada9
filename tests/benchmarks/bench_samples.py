"""
How many samples a second, and what a sample costs beside `json.dumps` and `loads` of the same messages.

Run it: python -m tests.benchmarks.bench_samples
"""

import json
import statistics
import sys
from collections.abc import Callable
from time import process_time
from typing import Any

from pytest_vapi_contract.samples import sample

ROUNDS, MESSAGES = 40, 200
#: Times as long as to write and read the same messages as JSON, and bytes of the median.
LIMIT, SIZE = 6, 1_000
TYPES = ("session.created", "model-output", "transcript", "end-of-call-report")
FIRST_CLASS = TYPES[:2]


def seconds(work: Callable[[Any], object], values: list[Any]) -> float:
    """Seconds of processor time for each value."""
    began = process_time()
    for value in values:
        work(value)
    return (process_time() - began) / len(values)


def measured(type: str, first: int) -> tuple[float, float, float, float]:
    """Seconds to make a message of a new seed, to write and to read it, and the median size of so many."""
    seeds = list(range(first, first + MESSAGES))
    make = seconds(lambda seed: sample(type, seed=seed), seeds)  # first: no seed has been met before
    made = [sample(type, seed=seed) for seed in seeds]
    texts = [json.dumps(message) for message in made]
    return make, seconds(json.dumps, made), seconds(json.loads, texts), statistics.median(map(len, texts))


def main() -> int:
    """
    Print a row for each type; the status is 1 if a first-class one is too slow or too small.

    The quickest round counts: it is the one that other programs disturbed least.
    """
    print(
        f"{'type':<20} {'a second':>9} {'median':>8} {'dumps':>6} {'loads':>6} {'both':>6}   (times as long)"
    )
    missed = []
    for type in TYPES:
        measured(type, 0)
        rounds = [measured(type, number * MESSAGES) for number in range(ROUNDS)]
        make, write, read = (min(column) for column in list(zip(*rounds, strict=True))[:3])
        size = statistics.median(each[3] for each in rounds)
        print(
            f"{type:<20} {1 / make:>9,.0f} {size:>6,.0f} B"
            f" {make / write:>6.1f} {make / read:>6.1f} {make / (write + read):>6.1f}"
        )
        missed.append(type in FIRST_CLASS and (make > LIMIT * (write + read) or size < SIZE))
    return int(any(missed))


if __name__ == "__main__":
    sys.exit(main())
