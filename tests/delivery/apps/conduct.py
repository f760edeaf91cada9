"""What every app of the shared suite does: the message says what."""

import asyncio
import json
import sys
import threading
from collections.abc import Mapping

#: What a hanging app waits for, how long at the most (in seconds), and the time limit that is set for it.
LET_GO = threading.Event()
HANG = 60.0
LIMIT = 0.25

BIG = 10 * 1024 * 1024

Answer = tuple[int, bytes]


def conduct(body: bytes, headers: Mapping[str, str]) -> Answer:
    """Do what `message.do` says, and answer with a status and a body."""
    message = json.loads(body)["message"]
    deed = message["do"]
    if deed == "crash":
        on_crash(message)
    if deed == "exit":
        sys.exit("enough")
    if deed == "interrupt":
        raise KeyboardInterrupt
    if deed == "cancel":
        raise asyncio.CancelledError
    if deed == "hang":
        LET_GO.wait(HANG)
    if deed == "big":
        return 200, b"x" * BIG
    if deed == "refuse":
        return 401, b"who are you?"
    if deed == "unavailable":
        return 503, b"later"
    return 200, reflection(body, headers)


async def conduct_async(body: bytes, headers: Mapping[str, str]) -> Answer:
    """The same; hanging does not block the loop, `block` does."""
    message = json.loads(body)["message"]
    if message["do"] == "hang":
        await _waiting()
    if message["do"] == "block":
        LET_GO.wait(HANG)
    return conduct(body, headers)


async def _waiting() -> None:
    steps = 0
    while not LET_GO.is_set() and steps < HANG * 100:
        await asyncio.sleep(0.01)
        steps += 1


def on_crash(message: dict[str, object]) -> object:
    """Fail as most handlers fail."""
    return message["call"]


def reflection(body: bytes, headers: Mapping[str, str]) -> bytes:
    """What arrived, for the test to see."""
    lowered = {name.lower(): value for name, value in headers.items()}
    return json.dumps({"body": body.decode("latin-1"), "headers": lowered}).encode()
