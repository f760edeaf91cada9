"""Conforming messages that are as large as those of a long call."""

from collections.abc import Iterator

from ..contract import Contract
from ..json_paths import Object, dumps
from ..samples import sample

#: Bytes that a message of a long call has at the least: more than common limits for bodies. A webhook that
#: takes 16 KB was seen, and Express takes 100 KB by default.
LONG_CALL = {"end-of-call-report": (18_000, 110_000)}
#: How many seeds are tried for a message with a dialogue.
SEEDS = 8
#: Seeds so far from the run's own, and those of one size from another's, that each message has its own call.
APART = 20_000


def large_messages(type: str, contract: Contract, seed: int) -> Iterator[Object]:
    """One message of each size that is large for a body; none for types whose messages are small."""
    for apart, size in enumerate(LONG_CALL.get(type, ()), start=1):
        for at in range(SEEDS):
            message = sample(type, seed=seed + apart * APART + at, contract=contract, detail="rich")
            longer = _with_longer_dialogue(message, size)
            if longer is not None and contract.standing(longer) == "conforming":
                yield longer
                break


def _with_longer_dialogue(message: Object, size: int) -> Object | None:
    """The message with its dialogue again and again until it has a size; None if it has no dialogue."""
    artifact: Object | None = message.get("artifact")
    dialogue = (artifact or {}).get("messages")
    if not dialogue or not all(isinstance(turn, dict) for turn in dialogue):
        return None
    lacking = size - len(dumps(message).encode())
    rounds = max(0, -(-lacking // len(dumps(dialogue).encode())))
    seconds = 1 + max(_number(turn, "secondsFromStart") for turn in dialogue)
    later = [_later(turn, seconds * at) for at in range(1, rounds + 1) for turn in dialogue]
    return {**message, "artifact": {**(artifact or {}), "messages": [*dialogue, *later]}}


def _later(turn: Object, seconds: float) -> Object:
    """A line of the dialogue, some seconds later."""
    moved = {"secondsFromStart": seconds, "time": round(seconds * 1000), "endTime": round(seconds * 1000)}
    return turn | {name: turn[name] + more for name, more in moved.items() if _is_number(turn, name)}


def _is_number(turn: Object, name: str) -> bool:
    return isinstance(turn.get(name), int | float)


def _number(turn: Object, name: str) -> float:
    return turn[name] if _is_number(turn, name) else 0
