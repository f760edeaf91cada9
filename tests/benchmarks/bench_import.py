"""
What the plugin costs a test session that uses nothing of it, beside what pytest costs it.

Run it: python -m tests.benchmarks.bench_import
"""

import os
import statistics
import subprocess
import sys

ROUNDS = 30
#: Part of the time in which pytest itself is imported.
LIMIT = 0.02

#: What pytest has left to the garbage collector is not counted as the plugin's.
PROGRAM = """
import gc
from time import perf_counter
began = perf_counter()
import pytest
pytest_is_there = perf_counter()
gc.collect()
collected = perf_counter()
import pytest_vapi_contract.plugin
print(pytest_is_there - began, perf_counter() - collected)
"""


def imported() -> tuple[float, float]:
    """Seconds for pytest, and then for the plugin, in a fresh process."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    pytest, plugin = subprocess.check_output([sys.executable, "-c", PROGRAM], text=True, env=env).split()
    return float(pytest), float(plugin)


def main() -> int:
    """Print both, and how they compare; the status is 1 if the plugin is over the limit."""
    imported()  # the first round compiles
    rounds = [imported() for _ in range(ROUNDS)]
    pytest, plugin = (statistics.median(column) * 1000 for column in zip(*rounds, strict=True))
    ratio = statistics.median(plugin / pytest for pytest, plugin in rounds)
    print(f"medians of {ROUNDS} processes: pytest {pytest:.1f} ms, the plugin {plugin:.1f} ms")
    print(f"the plugin, as a part of pytest (limit {LIMIT:.0%}): {ratio:.1%}")
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
