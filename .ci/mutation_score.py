"""
Print how many mutants of each module the tests have killed, from what `mutmut run` has left in `mutants/`.
"""

import json
from collections import Counter
from pathlib import Path

from mutmut.stats import status_by_exit_code

KILLED = ("killed", "timeout", "segfault", "caught by type check")
LINE = "{:<44} {:>7} {:>7} {:>7} {:>9} {:>6}"

print(LINE.format("module", "mutants", "killed", "alive", "unchecked", "score"))
for path in sorted(Path("mutants").rglob("*.meta")):
    found = Counter(
        status_by_exit_code[code] for code in json.loads(path.read_text())["exit_code_by_key"].values()
    )
    killed, unchecked = sum(found[status] for status in KILLED), found["not checked"]
    checked = found.total() - unchecked
    if checked:
        module = path.relative_to("mutants").with_suffix("")
        score = f"{killed / checked:.0%}"
        print(LINE.format(str(module), found.total(), killed, checked - killed, unchecked, score))
