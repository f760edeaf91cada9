"""
What a default run costs, beside bare requests with the same bodies to the same app.

It is the processor time of whole processes, imports included.

Run it: python -m tests.benchmarks.bench_run
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

ROUNDS = 5
#: Times as much processor time as bare requests.
LIMIT = 1.5
#: Seconds until the first finding is printed.
FIRST = 1.5
CHECK = "-m pytest_vapi_contract check bench_app:{app} --path /webhook --time-budget 300"

APP = """
from fastapi import FastAPI, Request

app, faulty = FastAPI(), FastAPI()

@app.post("/webhook")
async def webhook(request: Request):
    return {}

@faulty.post("/webhook")
async def broken(request: Request):
    body = await request.json()
    return {"call": body["message"]["call"]["id"]}
"""
#: Keeps the bodies of a run for the bare requests.
RECORD = """
import json, sys
from bench_app import app
from pytest_vapi_contract import as_handler, check_handler
handler, bodies = as_handler(app, path="/webhook"), []
deliver = handler.deliver
def keep(request, *rest):
    bodies.append(request.body.decode("latin-1"))
    return deliver(request, *rest)
handler.deliver = keep
report = check_handler(handler, time_budget=300)
print(report.summary, file=sys.stderr)
json.dump(bodies, open("bodies.json", "w"))
"""
BARE = """
import asyncio, json
import httpx2
from bench_app import app

async def main():
    bodies = [body.encode("latin-1") for body in json.load(open("bodies.json"))]
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://webhook") as client:
        for body in bodies:
            await client.post("/webhook", content=body, headers={"Content-Type": "application/json"})

asyncio.run(main())
"""


def processor_time(arguments: list[str], folder: Path, **more: str) -> float:
    """Seconds of processor time of a whole process."""
    before = getrusage(RUSAGE_CHILDREN)
    run(arguments, folder, **more)
    after = getrusage(RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def run(arguments: list[str], folder: Path, **more: str) -> None:
    """Run Python in a folder; what it finds there does not matter."""
    command, env = [sys.executable, *arguments], environment(folder, **more)
    subprocess.run(command, cwd=folder, env=env, stdout=subprocess.DEVNULL, check=False)


def environment(folder: Path, **more: str) -> dict[str, str]:
    """The environment with a cache of its own."""
    return {**os.environ, "VAPI_CONTRACT_CACHE": str(folder / "cache"), "PYTHONDONTWRITEBYTECODE": "", **more}


def checking(app: str) -> list[str]:
    """The arguments that check an app."""
    return CHECK.format(app=app).split()


def first_finding(folder: Path) -> float:
    """Seconds from the start of a process to the first failure that it prints, below a heading."""
    command, env = [sys.executable, *checking("faulty")], environment(folder)
    began = perf_counter()
    process = subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )
    assert process.stderr is not None
    process.stderr.readline()
    process.stderr.readline()
    seconds = perf_counter() - began
    process.terminate()
    process.wait()
    return seconds


def main() -> None:
    """Measure in turns, and print the ratios."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench_app.py").write_text(APP)
        run(["-c", RECORD], folder)
        count = len(json.loads((folder / "bodies.json").read_text()))
        pairs = [
            (processor_time(checking("app"), folder), processor_time(["-c", BARE], folder))
            for _ in range(ROUNDS)
        ]
        anew = processor_time(checking("app"), folder, VAPI_CONTRACT_CACHE="off")
        first = statistics.median(first_finding(folder) for _ in range(ROUNDS))
    checked, bare = (statistics.median(times) for times in zip(*pairs, strict=True))
    ratio = statistics.median(one / other for one, other in pairs)
    print(f"{count:,} requests: a run {checked:.2f} s, bare requests {bare:.2f} s of processor time")
    print(f"ratio {ratio:.2f}, limit {LIMIT}; without the cache {anew / bare:.2f}")
    print(f"first finding after {first:.2f} s, limit {FIRST} s")


if __name__ == "__main__":
    main()
