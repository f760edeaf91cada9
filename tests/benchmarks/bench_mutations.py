"""
How fast mutations are made and proven, beside the validator alone.

Run it: python -m tests.benchmarks.bench_mutations
"""

import sys
from collections.abc import Callable, Iterable
from time import process_time

from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.mutations import (
    coverage,
    each_disputed,
    each_mutation,
    each_of_forward_compatibility,
    representative_mutations,
)

TYPES = ("session.created", "model-output")
LEAST_RATE = 500  # labelled and proven mutations a second
MOST_SECONDS = 15  # for the complete set of session.created
LEAST_SHARE = 0.97  # of the assertions that a conforming message can reach


def complete(contract: Contract, type: str) -> tuple[int, float, float]:
    """
    How many mutations there are, the seconds to make and prove them, and those that only judging them takes.
    """
    began = process_time()
    mutations = list(each_mutation(contract, type))
    made = process_time() - began
    began = process_time()
    accepted = [mutation.id for mutation in mutations if contract.standing(mutation.body) != "violating"]
    if accepted:
        raise AssertionError(f"not violating: {accepted}")
    return len(mutations), made, process_time() - began


def seconds(make: Callable[[Contract, str], Iterable[Case]], contract: Contract) -> float:
    """How long it takes to make a set for the first type."""
    began = process_time()
    list(make(contract, TYPES[0]))
    return process_time() - began


def row(revision: str, type: str) -> bool:
    """Print what the complete set of a type takes; False if it is too slow, or breaks too little."""
    contract = Contract.load(revision)
    contract.standing({})  # the validators are compiled
    count, made, judged = complete(contract, type)
    share = coverage(contract, type).share
    print(
        f"{type:<16} {revision} {count:>9,} {made:>6.2f} {count / made:>9,.0f} {judged:>8.2f} {share:>7.2%}"
    )
    return made <= MOST_SECONDS and count / made >= LEAST_RATE and share >= LEAST_SHARE


def main() -> int:
    """
    Print a row for each revision and type, and how long the smaller sets take; the status is 1 on a failure.
    """
    print(
        f"{'type':<16} {'revision':<10} {'mutations':>9} {'s':>6} {'each s':>9} {'judging':>8} {'broken':>7}"
    )
    good = [row(revision, type) for revision in Contract.revisions() for type in TYPES]
    contract = Contract.load()
    contract.standing({})
    for name, make in (
        ("representative", representative_mutations),
        ("disputed", each_disputed),
        ("new", each_of_forward_compatibility),
    ):
        print(f"{name:<16} {seconds(make, contract):.2f} s for {TYPES[0]}, after those above")
    return int(not all(good))


if __name__ == "__main__":
    sys.exit(main())
