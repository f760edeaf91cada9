"""
How deep the tests search: stable and quick by default, many times deeper with VAPI_DEEP=1 (`make deep`).
"""

import os
from typing import TypeVar

DEEP = os.environ.get("VAPI_DEEP", "") not in ("", "0")


Chosen = TypeVar("Chosen")


def many(usual: Chosen, deep: Chosen) -> Chosen:
    """Return how many examples a test should look at in this run, or which ones."""
    return deep if DEEP else usual
