"""
How deep the tests search: stable and quick by default, many times deeper with VAPI_DEEP=1 (`make deep`).
"""

import os

DEEP = os.environ.get("VAPI_DEEP", "") not in ("", "0")


def many(usual: int, deep: int) -> int:
    """Return how many examples a test should look at in this run."""
    return deep if DEEP else usual
