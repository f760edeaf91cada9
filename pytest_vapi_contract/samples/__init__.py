"""Messages without Hypothesis: realistic ones, calls, the suite that covers a contract, every mutation."""

from .calls import call, turn
from .covering import Covering
from .sampling import (
    covering,
    each_covering,
    flat_tool_calls,
    mutations,
    observed_sizes,
    representative,
    sample,
    spelled_otherwise,
)
from .tool_messages import tool_call

__all__ = [
    "Covering",
    "call",
    "covering",
    "each_covering",
    "flat_tool_calls",
    "mutations",
    "observed_sizes",
    "representative",
    "sample",
    "spelled_otherwise",
    "tool_call",
    "turn",
]
