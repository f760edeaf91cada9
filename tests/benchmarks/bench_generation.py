"""
How fast messages are made, beside other libraries, and beside what cannot be had for less.

Run it: python -m tests.benchmarks.bench_generation [seconds] (of processor time, for each library and type)

Ratios say how many times our messages a second are those of the other library, in alternating rounds of the
same number of messages, at the first detail of which ours are as large. Everything is processor time, and
the median of the rounds.
"""

from __future__ import annotations

import json
import resource
import statistics
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from time import process_time
from typing import Any

from hypothesis import strategies as st
from hypothesis.control import current_build_context  # the only way to the number of choices

from pytest_vapi_contract import strategies
from pytest_vapi_contract.contract import Contract
from pytest_vapi_contract.detail_names import DetailName
from pytest_vapi_contract.mutations import Mutation, each_mutation
from pytest_vapi_contract.samples import sample
from pytest_vapi_contract.strategies.mutations import mutations

from .peers import DISTRIBUTIONS, INVALID, VALID, Peer
from .rounds import Round, Source, Take, at_most, calling, drawing, measured, size, written

TYPES = ("session.created", "model-output")
ROUNDS, MESSAGES, WARM = 5, 100, 20
SECONDS = 30.0
PATIENCE = 40  # times as long as the processor time may a process take, on a busy machine
MEMORY = 4 << 30  # bytes; what takes more has failed
STARTS = 7
DETAILS: tuple[DetailName, ...] = ("typical", "rich")

IMPORT = "import hypothesis.strategies"
FIRST_MESSAGE = """
from hypothesis import given, settings
from pytest_vapi_contract import strategies
@settings(max_examples=1, database=None, deadline=None)
@given(strategies.messages({type!r}))
def first(message): pass
first()
"""
CLOCK = "\nimport time; print(time.process_time())"


def ours(contract: Contract, type: str, detail: DetailName) -> list[Source]:
    """Our strategy and our samples, at one detail, warmed up."""
    strategy = drawing(strategies.messages(type, contract=contract, detail=detail))
    sampling = calling(partial(sampled, contract, type, detail))
    for source in (strategy, sampling):
        measured(source, MESSAGES, 0, SECONDS)
    return [strategy, sampling]


def sampled(contract: Contract, type: str, detail: Any, number: int) -> Any:
    """One sample."""
    return sample(type, seed=number, contract=contract, detail=detail)


def our_mutations(contract: Contract, type: str, _detail: DetailName) -> list[Source]:
    """Our mutations, drawn and listed, warmed up."""
    drawn = drawing(mutations(type, contract=contract))

    def listed(count: int, _number: int, take: Take) -> None:
        for mutation in islice(each_mutation(contract, type), count):
            take(mutation)

    for source in (drawn, listed):
        measured(source, WARM, 0, SECONDS)
    return [drawn, listed]


def facts(contract: Contract, rounds: Iterable[Round]) -> dict[str, Any]:
    """What is known of the messages of one source."""
    rounds = list(rounds)
    made = [message for each in rounds for message in each.messages]
    bodies = [each.body if isinstance(each, Mutation) else each for each in made]
    texts = [text for text in map(written, bodies) if text is not None]
    standings = [contract.standing(json.loads(text)) for text in texts]
    return {
        "messages": len(made),
        "rate": statistics.median(each.rate for each in rounds),
        "json": len(texts),
        "distinct": len(set(texts)),
        "size": size(bodies) if texts else 0,
        "conforming": standings.count("conforming") / len(made),
        "violating": standings.count("violating") / len(made),
        "labelled": sum(isinstance(each, Mutation) and bool(each.keyword and each.why) for each in made),
    }


def beside(peer: Peer, rivals: Callable[..., Any], type: str, seconds: float) -> dict[str, Any]:
    """Let a peer and ours make messages in turns, as many as the peer gets done."""
    contract = Contract.load()
    contract.standing({})
    began = process_time()
    ready: list[Source] = []
    with at_most(seconds):
        ready.append(peer(contract, type))
    spent = process_time() - began
    if not ready or spent >= seconds:
        return {"said": f"not ready within {seconds:.0f} s"}
    [source] = ready
    warm = measured(source, MESSAGES, 0, seconds - spent)
    if not warm.messages:
        return {"said": f"no message within {seconds:.0f} s"}
    first = spent + warm.seconds[0]
    result: dict[str, Any] = {"said": f"nothing more within {seconds / ROUNDS:.0f} s", "first": first}
    for detail in DETAILS:
        mine = rivals(contract, type, detail)
        turns = [turn(source, mine, number, seconds / ROUNDS) for number in range(1, ROUNDS + 1)]
        whole = [each for each in turns if each is not None]
        if not whole:
            break
        result = {"first": first, "detail": detail, **compared(contract, whole)}
        if all(each["size"] >= result["theirs"]["size"] for each in result["ours"]):
            break
    return result


def compared(contract: Contract, turns: Sequence[Sequence[Round]]) -> dict[str, Any]:
    """What came out of some rounds of theirs, and of ours beside them."""
    theirs, *mine = zip(*turns, strict=True)
    return {
        "theirs": facts(contract, theirs),
        "ours": [facts(contract, each) for each in mine],
        "ratios": [
            statistics.median(a.rate / b.rate for a, b in zip(each, theirs, strict=True)) for each in mine
        ],
    }


def turn(theirs: Source, mine: Iterable[Source], number: int, seconds: float) -> list[Round] | None:
    """One round of each, of the same number of messages."""
    first = measured(theirs, MESSAGES, number, seconds)
    if not first.messages:
        return None
    return [first, *(measured(each, len(first.messages), number, SECONDS) for each in mine)]


def in_a_process(mode: str, name: str, type: str, seconds: float) -> dict[str, Any]:
    """Compare with one peer in a process of its own, so that none can stop or crash the others."""
    for distribution in DISTRIBUTIONS.get(name, (name,)):
        try:
            version(distribution)
        except PackageNotFoundError:
            return {"said": f"{distribution} is not installed"}
    command = [sys.executable, "-W", "ignore", "-m", __spec__.name, mode, name, type, str(seconds)]
    try:
        output = subprocess.run(
            command, text=True, capture_output=True, timeout=seconds * PATIENCE, check=True
        )
    except subprocess.TimeoutExpired:
        return {"said": "did not end, and could not be interrupted"}
    except subprocess.CalledProcessError as ended:
        return {"said": f"its process ended with status {ended.returncode}"}
    result: dict[str, Any] = json.loads(output.stdout.splitlines()[-1])
    return result


def alone(mode: str, name: str, type: str, seconds: str) -> None:
    """Compare with one peer in this process, and print what came out as JSON."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    peers, rivals = (VALID, ours) if mode == "valid" else (INVALID, our_mutations)
    try:
        result = beside(peers[name], rivals, type, float(seconds))
    except Exception as error:  # noqa: BLE001 # what a peer says is a result
        first_line = next(iter(str(error).splitlines()), "")
        result = {"said": f"{error.__class__.__name__}: {first_line}"[:150]}
    print(f"\n{json.dumps(result)}")


def compare_valid(seconds: float) -> None:
    """Print a row for each peer that makes valid messages."""
    print(f"{'valid messages':<38} {'messages':>8} {'conform':>8} {'first':>7} {'median':>8}  ours: ", end="")
    print(f"{'detail':<8} {'medians':>15} {'conform':>8} {'strategy':>10} {'sample':>10}")
    for name in VALID:
        for type in TYPES:
            print(valid_row(f"{name} {type}", in_a_process("valid", name, type, seconds)), flush=True)


def valid_row(title: str, result: Mapping[str, Any]) -> str:
    """What one peer did, and how many times as fast ours are."""
    if "said" in result:
        return f"{title:<38} {result['said']}"
    theirs, (drawn, made) = result["theirs"], result["ours"]
    conforming = min(drawn["conforming"], made["conforming"])
    return (
        f"{title:<38} {theirs['messages']:>8,} {theirs['conforming']:>8.1%} {result['first']:>5.1f} s"
        f" {theirs['size']:>6,.0f} B  "
        f"      {result['detail']:<8} {drawn['size']:>6,.0f} {made['size']:>6,.0f} B"
        f" {conforming:>8.1%}"
        f" {result['ratios'][0]:>9,.1f}x {result['ratios'][1]:>9,.0f}x"
    )


def compare_invalid(seconds: float) -> None:
    """Print rows for each peer that makes invalid messages, and for ours beside it."""
    print(
        f"\n{'invalid messages':<38} {'messages':>8}",
        f"{'distinct':>8} {'violate':>8} {'labelled':>8} {'ours':>8}",
    )
    contract = Contract.load()
    contract.standing({})
    for name in INVALID:
        for type in TYPES:
            result = in_a_process("invalid", name, type, seconds)
            print(invalid_row(f"{name} {type}", result.get("theirs"), result.get("said"), None))
            mine = our_mutations(contract, type, DETAILS[0])
            for title, source, ratio in zip(
                ("our strategy", "our list"), mine, result.get("ratios", (None, None)), strict=True
            ):
                made = facts(contract, [measured(source, MESSAGES * ROUNDS, 1, seconds)])
                print(invalid_row(f"  {title}, {made['rate']:,.0f} a second", made, None, ratio), flush=True)


def invalid_row(title: str, made: Mapping[str, Any] | None, said: str | None, ratio: float | None) -> str:
    """What one source of invalid messages did."""
    if made is None:
        return f"{title:<38} {said}"
    times = "" if ratio is None else f"{ratio:,.0f}x"
    return (
        f"{title:<38} {made['messages']:>8,} {made['distinct']:>8,} {made['violating']:>8.1%}"
        f" {made['labelled'] / made['messages']:>8.0%} {times:>8}"
    )


def choices(type: str) -> float:
    """How many choices our strategy makes for a message, on average."""
    counts: list[int] = []
    source = drawing(
        strategies.messages(type), of=lambda _message: counts.append(len(current_build_context().data.nodes))
    )
    source(MESSAGES * ROUNDS, 0, lambda _nothing: None)
    return statistics.mean(counts)


def compare_floors() -> None:
    """Print what our messages cost beside as many bare choices, and beside writing and reading them."""
    print(
        f"\n{'floors':<38} {'choices':>8} {'strategy':>10}",
        f"{'of bare':>8} {'sample':>10} {'dumps':>7} {'loads':>7}",
    )
    for type in TYPES:
        count = round(choices(type))
        bare = drawing(st.tuples(*[st.integers(0, 255)] * count))
        strategy = drawing(strategies.messages(type))
        sampling = calling(partial(sampled, Contract.load(), type, "typical"))
        sources = (bare, strategy, sampling)
        turns = [[measured(each, MESSAGES * 2, n, SECONDS) for each in sources] for n in range(ROUNDS + 1)]
        del turns[0]  # it warms up
        floor, drawn, made = (
            statistics.median(each.rate for each in column) for column in zip(*turns, strict=True)
        )
        share = statistics.median(round[1].rate / round[0].rate for round in turns)
        dumps, loads = zip(*(json_costs(each[2]) for each in turns), strict=True)
        print(
            f"{type:<38} {count:>8} {drawn:>8,.0f}/s {share:>8.0%} {made:>8,.0f}/s"
            f" {statistics.median(dumps):>6.1f}x {statistics.median(loads):>6.1f}x   (bare: {floor:,.0f}/s)"
        )


def json_costs(made: Round) -> tuple[float, float]:
    """How many times as long as writing, and as reading, making the messages took."""
    began = process_time()
    texts = [json.dumps(message) for message in made.messages]
    written_at = process_time()
    for text in texts:
        json.loads(text)
    read_at = process_time()
    return made.seconds[-1] / (written_at - began), made.seconds[-1] / (read_at - written_at)


def start_up() -> None:
    """
    Print how long a fresh process takes to its first message, and what of it is not `import hypothesis`.
    """
    print(f"\n{'start-up':<38} {'first message':>14} {'hypothesis':>11} {'beyond':>8}")
    for type in TYPES:
        programs = (IMPORT, FIRST_MESSAGE.format(type=type))
        turns = [[processor_time(program) for program in programs] for _ in range(STARTS + 1)][1:]
        imported, drawn = (statistics.median(column) for column in zip(*turns, strict=True))
        beyond = statistics.median(second - first for first, second in turns)
        print(f"{type:<38} {drawn:>12.3f} s {imported:>9.3f} s {beyond:>6.3f} s")


def processor_time(program: str) -> float:
    """Seconds that a fresh process needs for a program, from its very start."""
    return float(subprocess.check_output([sys.executable, "-c", program + CLOCK], text=True).splitlines()[-1])


def main(arguments: list[str]) -> None:
    """Print the tables."""
    if len(arguments) > 1:
        alone(*arguments)
        return
    seconds = float(arguments[0]) if arguments else SECONDS
    compare_floors()
    start_up()
    print()
    compare_valid(seconds)
    compare_invalid(seconds)


if __name__ == "__main__":
    main(sys.argv[1:])
