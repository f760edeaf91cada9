"""
One turn of 10,000 tokens, and 1,000 turns at once: made, and checked after each message with the model.

Run it: python -m tests.benchmarks.bench_turns
"""

import resource
import sys
from time import process_time

from pytest_vapi_contract import samples
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.conversations import TurnTexts
from pytest_vapi_contract.conversations.plan import CallPlan, Response, Talk
from pytest_vapi_contract.conversations.schedules import interleaved_turns
from pytest_vapi_contract.samples.calls import turn_of

TOKENS, TURNS = 10_000, 1_000
SECONDS, MEGABYTES = 10, 300


def long_turn():
    """Make a turn of many tokens."""
    response = Response(id="turn", tokens=tuple(f" token{number}" for number in range(TOKENS)))
    plan = CallPlan(seed=0, scenario="web", greeting=None, talks=(Talk(said="Hi", responses=(response,)),))
    return turn_of(plan, "turn", contract=newest(), reading="observed").messages


def many_turns():
    """Make many turns, some of them interrupted, and mix their messages."""
    return interleaved_turns([samples.turn(seed, interrupted=seed % 3 == 0) for seed in range(TURNS)])


def checked(messages):
    """Compare the model with a second one after each message; return the number of comparisons."""
    lengths: dict[str, int] = {}
    interrupted = set()
    for message, model in zip(messages, TurnTexts.each(messages), strict=True):
        turn = message["turnId"]
        if message["type"] == "user-interrupted":
            interrupted.add(turn)
        lengths[turn] = lengths.get(turn, 0) + len(message.get("output", ""))
        assert len(model.text(turn)) == (0 if turn in interrupted else lengths[turn])
    return len(messages)


def main() -> int:
    """Print a row for each; the status is 1 if both take too much memory, or too much time of a processor."""
    began = process_time()
    for make in (long_turn, many_turns):
        start = process_time()
        count = checked(make())
        print(f"{make.__name__:<12} {count:>7,} messages {process_time() - start:6.2f} s")
    seconds = process_time() - began
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{'together':<12} {seconds:6.2f} s of {SECONDS}, {megabytes:.0f} MB of {MEGABYTES}")
    return int(seconds > SECONDS or megabytes > MEGABYTES)


if __name__ == "__main__":
    sys.exit(main())
