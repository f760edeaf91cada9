"""
What the plugin costs a test session that uses nothing of it.

Run it: python -m tests.benchmarks.bench_import
"""

import os
import statistics
import subprocess
import sys

ROUNDS = 20
LIMIT = 5.0

PROGRAM = """
from time import perf_counter
import pytest
began = perf_counter()
import pytest_vapi_contract.plugin
print((perf_counter() - began) * 1000)
"""


def milliseconds() -> float:
    """Import the plugin in a fresh process, after pytest, which is there in any case."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    return float(subprocess.check_output([sys.executable, "-c", PROGRAM], text=True, env=env))


def main() -> None:
    """Print the cost, and how it compares with the limit."""
    milliseconds()  # the first round compiles
    times = sorted(milliseconds() for _ in range(ROUNDS))
    best, median = times[0], statistics.median(times)
    print(f"import of the plugin: best {best:.1f} ms, median {median:.1f} ms, limit {LIMIT} ms")


if __name__ == "__main__":
    main()
