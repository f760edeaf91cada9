"""
What an in-process exchange costs beyond a bare httpx2 call to the same app with the same body.

It changes threads, and a thread that wakes another on an idle processor waits for that, in virtual machines
above all. So the same is measured with all threads on one processor, too, where the system allows it.

Run it: python -m tests.benchmarks.bench_delivery
"""

import asyncio
import json
import os
import statistics
import sys
from collections.abc import Callable
from time import perf_counter
from typing import Any

import httpx2
from fastapi import FastAPI, Request
from flask import Flask, request

from pytest_vapi_contract.delivery import as_handler

ROUNDS, CALLS = 25, 60
#: Times as long, for the frameworks.
LIMIT = 1.5

#: As large as a captured status-update, 8 KB.
BODY = json.dumps({"message": {"type": "status-update", "transcript": "a word or two " * 580}}).encode()
HEADERS = {"Content-Type": "application/json"}
URL = "http://127.0.0.1:8000/webhook"

fastapi_app = FastAPI()
flask_app = Flask("bench")


@fastapi_app.post("/webhook")
async def on_fastapi(sent: Request) -> dict[str, str]:
    """Parse and answer."""
    return {"type": (await sent.json())["message"]["type"]}


@flask_app.post("/webhook")
def on_flask() -> dict[str, str]:
    """Parse and answer."""
    return {"type": request.get_json()["message"]["type"]}


async def bare_scope(scope: Any, receive: Any, send: Any) -> None:
    """The least that an application can do: here every microsecond is ours."""
    await receive()
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})


def ours(app: Any) -> float:
    """Seconds for each exchange of ours."""
    with as_handler(app, path="/webhook") as handler:
        return timed(lambda: handler.send(BODY))


def bare_wsgi(app: Any) -> float:
    """Seconds for each bare call to a WSGI app."""
    with httpx2.Client(transport=httpx2.WSGITransport(app=app)) as client:
        return timed(lambda: client.post(URL, content=BODY, headers=HEADERS))


def bare_asgi(app: Any) -> float:
    """Seconds for each bare call to an ASGI app, inside one running loop."""

    async def calls() -> float:
        async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app)) as client:
            await client.post(URL, content=BODY, headers=HEADERS)
            began = perf_counter()
            for _ in range(CALLS):
                await client.post(URL, content=BODY, headers=HEADERS)
            return (perf_counter() - began) / CALLS

    return asyncio.run(calls())


def timed(call: Callable[[], object]) -> float:
    """Seconds for each call, once warm."""
    call()
    began = perf_counter()
    for _ in range(CALLS):
        call()
    return (perf_counter() - began) / CALLS


#: What is called, by which bare client, and the most times that ours may take as long.
CASES: dict[str, tuple[Any, Callable[[Any], float], float]] = {
    "FastAPI": (fastapi_app, bare_asgi, LIMIT),
    "Flask": (flask_app, bare_wsgi, LIMIT),
    "bare ASGI": (bare_scope, bare_asgi, float("inf")),
}


def is_over_limit() -> bool:
    """Print a row for each app; whether one is over its limit."""
    ratios: list[float] = []
    for name, (app, bare, limit) in CASES.items():
        # In turns, so that both see the same machine.
        rounds = [(bare(app), ours(app)) for _ in range(ROUNDS)]
        theirs, mine = (statistics.median(column) * 1e6 for column in zip(*rounds, strict=True))
        ratio = statistics.median(b / a for a, b in rounds)
        ratios.append(ratio / limit)
        print(f"{name:<10} {theirs:>9.0f} µs {mine:>7.0f} µs {ratio:>6.2f}")
    return max(ratios) > 1


def main() -> int:
    """Print what it costs; the status is 1 if a framework's is over the limit."""
    print(f"medians of {ROUNDS} x {CALLS} calls with {len(BODY):,} bytes (limit {LIMIT} with a framework):")
    print(f"{'app':<10} {'bare httpx2':>12} {'ours':>10} {'ratio':>6}")
    failed = is_over_limit()
    if sys.platform == "linux":
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        print("all threads on one processor:")
        is_over_limit()
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
