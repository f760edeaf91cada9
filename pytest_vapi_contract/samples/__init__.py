"""Messages without Hypothesis: realistic ones, the suite that covers a contract, and every mutation."""

from .covering import Covering
from .sampling import (
    covering,
    each_covering,
    flat_tool_calls,
    mutations,
    observed_sizes,
    representative,
    sample,
)

__all__ = [
    "Covering",
    "covering",
    "each_covering",
    "flat_tool_calls",
    "mutations",
    "observed_sizes",
    "representative",
    "sample",
]
