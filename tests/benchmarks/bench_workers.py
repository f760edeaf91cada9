"""
What a second worker adds to a search.

A search in one worker of pytest-xdist, in two, and two in one worker each that know nothing of each other,
which shows what the machine allows. Each lasts as long. The messages that every run sends are quick, and two
workers share them, so a longer search has a higher ratio; what is drawn beside them is counted on its own, too.

Run it: python -m tests.benchmarks.bench_workers
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
#: Seconds of a search, and how often each is done.
SECONDS, ROUNDS = 120, 2
#: Times the exchanges of one worker.
LIMIT = 1.7


def started(workers: int, folder: Path) -> subprocess.Popen[bytes]:
    """Start a search with some workers, which leaves a report in a folder, and what it keeps."""
    webhook = ["--vapi-handler=fastapi_app:app", "--vapi-path=/webhook"]
    limits = [f"-n{workers}", f"--vapi-fuzz={SECONDS}s", "--vapi-report=report.json"]
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *limits, *webhook, "vapi-contract"]
    env = {**os.environ, "PYTHONPATH": str(EXAMPLES)}
    return subprocess.Popen(
        command, cwd=folder, env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def exchanges(*workers: int) -> int:
    """The exchanges of searches that run at the same time, each with so many workers."""
    with TemporaryDirectory() as name:
        folders = [Path(name, str(at)) for at in range(len(workers))]
        for folder in folders:
            folder.mkdir()
        searches = [started(each, folder) for each, folder in zip(workers, folders, strict=True)]
        for search in searches:
            search.wait()
        return sum(json.loads((each / "report.json").read_text())["exchanges"] for each in folders)


def main() -> None:
    """Measure in turns, and print the ratios."""
    programs: dict[str, Callable[[], int]] = {
        "one worker": lambda: exchanges(1),
        "two workers": lambda: exchanges(2),
        "two searches that know nothing of each other": lambda: exchanges(1, 1),
    }
    rounds = [{title: measure() for title, measure in programs.items()} for _ in range(ROUNDS)]
    print(f"exchanges in {SECONDS} s, and times those of one worker (limit {LIMIT}):")
    for title in programs:
        median = statistics.median(each[title] for each in rounds)
        ratio = statistics.median(each[title] / each["one worker"] for each in rounds)
        print(f"{title:<46} {median:>7,.0f} {ratio:>6.2f}")


if __name__ == "__main__":
    main()
