"""
What the plugin costs a test session that uses nothing of it, beside as many modules with nothing in them.

Run it: python -m tests.benchmarks.bench_import
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

ROUNDS = 20
#: Milliseconds, at the best.
LIMIT = 5.0

PLUGIN = "import pytest_vapi_contract.plugin"
PROGRAM = """
import sys
from time import perf_counter
import pytest
before = {{*sys.modules}}
began = perf_counter()
{statement}
print((perf_counter() - began) * 1000, len({{*sys.modules}} - before))
"""


def imported(statement: str, folder: Path) -> tuple[float, int]:
    """Import in a fresh process, after pytest, which is there in any case: milliseconds, and new modules."""
    env = {**os.environ, "PYTHONDONTWRITEBYTECODE": "", "PYTHONPATH": str(folder)}
    program = PROGRAM.format(statement=statement)
    milliseconds, modules = subprocess.check_output(
        [sys.executable, "-c", program], text=True, env=env
    ).split()
    return float(milliseconds), int(modules)


def empty_modules(count: int, folder: Path) -> str:
    """Write so many modules with nothing in them; the statement that imports them."""
    names = [f"empty_module_{number}" for number in range(count)]
    for name in names:
        (folder / f"{name}.py").touch()
    return f"import {', '.join(names)}"


def main() -> None:
    """Measure in turns, and print the cost, and how it compares."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        _, modules = imported(PLUGIN, folder)  # the first round compiles
        empty = empty_modules(modules, folder)
        imported(empty, folder)
        rounds = [(imported(PLUGIN, folder)[0], imported(empty, folder)[0]) for _ in range(ROUNDS)]
    times = sorted(plugin for plugin, _ in rounds)
    ratio = statistics.median(plugin / floor for plugin, floor in rounds)
    best, median = times[0], statistics.median(times)
    print(f"import of the plugin: best {best:.1f} ms, median {median:.1f} ms, limit {LIMIT} ms")
    print(f"times that of {modules} modules with nothing in them: {ratio:.1f}")


if __name__ == "__main__":
    main()
