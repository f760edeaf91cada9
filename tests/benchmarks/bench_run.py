"""
What a default run costs, beside bare requests with the same bodies to the same app.

It is the processor time of whole processes, imports included: of a first run with a wheel that was just
installed, of a later run from this tree, and of one for which every message is made anew. The first finding
is timed beside the floor: importing the framework and the app, and one request.

Run it: python -m tests.benchmarks.bench_run
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory
from time import perf_counter

ROOT = Path(__file__).parents[2]
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
deliver, deliver_each = handler.deliver, handler.deliver_each
def kept(request):
    bodies.append(request.body.decode("latin-1"))
    return request
handler.deliver = lambda request, *rest: deliver(kept(request), *rest)
def keep_each(requests, take):
    deliver_each(((kept(each), wait) for each, wait in requests), take)
handler.deliver_each = keep_each
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
#: The least that a first finding takes: one request to the app.
FLOOR = """
import asyncio
import httpx2
from bench_app import faulty

async def main():
    transport = httpx2.ASGITransport(app=faulty, raise_app_exceptions=False)
    async with httpx2.AsyncClient(transport=transport, base_url="http://webhook") as client:
        await client.post("/webhook", content=b"{}", headers={"Content-Type": "application/json"})

asyncio.run(main())
print("received", flush=True)
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
    """The environment with a cache of its own, in which this tree is imported unless `more` says another."""
    ours = {
        "VAPI_CONTRACT_CACHE": str(folder / "cache"),
        "PYTHONDONTWRITEBYTECODE": "",
        "PYTHONPATH": str(ROOT),
    }
    return {**os.environ, **ours, **more}


def checking(app: str) -> list[str]:
    """The arguments that check an app."""
    return CHECK.format(app=app).split()


def installed_wheel(folder: Path) -> Path:
    """Build a wheel of this tree, and install it into a directory of its own."""
    quiet = [sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check"]
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    [wheel] = folder.glob("*.whl")
    target = folder / "site"
    subprocess.run([*quiet, "install", "--no-deps", "--target", str(target), str(wheel)], check=True)
    return target


def seconds_to_line(number: int, arguments: list[str], folder: Path, **more: str) -> float:
    """Seconds from the start of a process to a line that it prints."""
    command, env = [sys.executable, *arguments], environment(folder, **more)
    began = perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    assert process.stdout is not None
    for _ in range(number):
        process.stdout.readline()
    seconds = perf_counter() - began
    process.terminate()
    process.communicate()
    return seconds


def main() -> None:
    """Measure in turns, and print the ratios."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "bench_app.py").write_text(APP)
        site = installed_wheel(folder)
        run(["-c", RECORD], folder)
        count = len(json.loads((folder / "bodies.json").read_text()))
        wheel = {"PYTHONPATH": str(site), "VAPI_CONTRACT_CACHE": str(folder / "never written")}
        programs: dict[str, Callable[[], float]] = {
            "bare requests": lambda: processor_time(["-c", BARE], folder),
            "a first run with a wheel": lambda: processor_time(checking("app"), folder, **wheel),
            "a later run": lambda: processor_time(checking("app"), folder),
            "a run that makes each message anew": lambda: processor_time(
                checking("app"), folder, VAPI_CONTRACT_CACHE="off"
            ),
        }
        rounds = [{title: measure() for title, measure in programs.items()} for _ in range(ROUNDS)]
        first = {
            "the floor: a framework, an app, one request": ["-c", FLOOR],
            "the first failure of a first run with a wheel": checking("faulty"),
        }
        # The first line of a run is a heading.
        waits = [
            [seconds_to_line(1 + at, each, folder, **wheel) for at, each in enumerate(first.values())]
            for _ in range(ROUNDS)
        ]
    print(f"{count:,} requests; seconds of processor time, and times the bare ones (limit {LIMIT}):")
    for title in programs:
        seconds = statistics.median(each[title] for each in rounds)
        ratio = statistics.median(each[title] / each["bare requests"] for each in rounds)
        print(f"{title:<46} {seconds:>6.2f} s {ratio:>6.2f}")
    print(f"seconds to a line on the screen (limit {FIRST}):")
    for title, times in zip(first, zip(*waits, strict=True), strict=True):
        print(f"{title:<46} {statistics.median(times):>6.2f} s")
    print(f"{'the first failure, times the floor':<46} {statistics.median(b / a for a, b in waits):>8.2f}")


if __name__ == "__main__":
    main()
