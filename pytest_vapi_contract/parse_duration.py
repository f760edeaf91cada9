"""Durations as people write them: `90s`, `10m`, `2h`, or a number of seconds."""

import math
import re

#: Seconds of each unit.
UNITS = {"": 1.0, "ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
DURATION = re.compile(r"(?P<number>\d+(?:\.\d*)?|\.\d+)\s*(?P<unit>ms|s|m|h|)")


def seconds_of(text: str) -> float:
    """The seconds of a duration that is written as a text. Raises `ValueError`."""
    match = DURATION.fullmatch(text.strip().lower())
    seconds = float(match["number"]) * UNITS[match["unit"]] if match else 0.0
    if not 0 < seconds < math.inf:
        raise ValueError(f"must be a duration, such as 90s, 10m or 2h, not {text!r}")
    return seconds
