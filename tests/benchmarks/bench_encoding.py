"""
What the byte encoding of our strategies buys, beside a plain composite that walks the same shapes.

Run it: python -m tests.benchmarks.bench_encoding

Both draw with the same chances, values and targets. The ratio says how many times as many messages a second
the encoding makes, in alternating rounds of as many messages: processor time, the median of the rounds.
"""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from hypothesis.control import current_build_context  # the only way to the number of choices
from hypothesis.strategies import SearchStrategy

from pytest_vapi_contract import strategies
from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.detail_names import DetailName

from .plain_composite import PlainComposite
from .rounds import Round, drawing, measured, size

TYPES = ("session.created", "model-output")
ROUNDS, SECONDS = 5, 60.0
MESSAGES: dict[DetailName, int] = {"minimal": 200, "typical": 200, "rich": 25}


def choices(strategy: SearchStrategy[object], count: int) -> float:
    """How many choices a message takes, on average."""
    counts: list[int] = []
    drawing(strategy, of=lambda _message: counts.append(len(current_build_context().data.nodes)))(
        count, 0, lambda _nothing: None
    )
    return statistics.mean(counts)


def conforming(contract: Contract, rounds: Sequence[Round]) -> float:
    """Which share of the messages conforms."""
    made = [message for each in rounds for message in each.messages]
    return sum(contract.standing(message) == "conforming" for message in made) / len(made)


def compared(contract: Contract, type: str, detail: DetailName) -> str:
    """What both made of one type at one detail, as a row."""
    count = MESSAGES[detail]
    ours = strategies.messages(type, contract=contract, detail=detail)
    plain = PlainComposite(contract, type, detail).strategy()
    sources = [drawing(ours), drawing(plain)]
    turns = [[measured(each, count, n, SECONDS) for each in sources] for n in range(ROUNDS + 1)][1:]
    encoded, composed = zip(*turns, strict=True)
    ratio = statistics.median(one.rate / other.rate for one, other in turns)
    cells = [
        f"{choices(strategy, count):>8,.0f} {statistics.median(each.rate for each in rounds):>7,.0f}/s"
        f" {size([message for each in rounds for message in each.messages]):>7,.0f} B"
        f" {conforming(contract, rounds):>7.1%}"
        for strategy, rounds in ((ours, encoded), (plain, composed))
    ]
    return f"{type:<20} {detail:<8} {'  '.join(cells)} {ratio:>7.1f}x"


def main() -> None:
    """Print a row for each type and detail."""
    contract = Contract.load()
    contract.standing({})
    header = f"{'choices':>8} {'a second':>9} {'median':>9} {'conform':>7}"
    print(f"{'':<29} {'our encoding':^36}  {'plain composite':^36}")
    print(f"{'type':<20} {'detail':<8} {header}  {header} {'ratio':>8}")
    for type in TYPES:
        for detail in MESSAGES:
            print(compared(contract, type, detail), flush=True)


if __name__ == "__main__":
    main()
