"""How to look into a message, and what ids, numbers and moments look like."""

import re
from collections.abc import Iterator
from typing import Any

UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")
E164 = re.compile(r"\+[1-9]\d{6,14}")
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")


def paths(value: Any, at: str = "") -> Iterator[tuple[str, Any]]:
    """All values within a value, each with its place."""
    yield at, value
    parts = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for token, part in parts:
        yield from paths(part, f"{at}/{token}")


def found(message: Any, names: set[str]) -> Iterator[tuple[str, Any]]:
    """All properties of these names within a message."""
    return ((at, value) for at, value in paths(message) if at.rpartition("/")[2] in names)
