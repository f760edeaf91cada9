"""
Print how many mutants of each module the tests have killed, from what `mutmut run` has left in `mutants/`.
"""

import json
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

KILLED = ("killed", "timeout", "segfault", "caught by type check")
LINE = "{:<44} {:>7} {:>7} {:>7} {:>9} {:>6}"

total: Counter[str] = Counter()


def show(name: str, found: Counter[str]) -> None:
    """
    Print a line about the mutants of a module, or about all of them.
    """
    killed, unchecked = sum(found[status] for status in KILLED), found["not checked"]
    checked = found.total() - unchecked
    score = f"{killed / checked:.0%}" if checked else ""
    print(LINE.format(name, found.total(), killed, checked - killed, unchecked, score))


print(LINE.format("module", "mutants", "killed", "alive", "unchecked", "score"))
for path in sorted(Path("mutants").rglob("*.meta")):
    found = Counter(
        status_by_exit_code[code] for code in json.loads(path.read_text())["exit_code_by_key"].values()
    )
    total += found
    if found.total():
        show(str(path.relative_to("mutants").with_suffix("")), found)
show("all", total)
