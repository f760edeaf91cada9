"""
The one run: generate, deliver, check, report. Every front end is a way to call it.
"""

from .checking import assert_handler_conforms, check_handler
from .plan import MAX_EXAMPLES
from .progress import OnProgress, Progress
from .replaying import Replay, replay
from .running import TIME_BUDGET
from .session import Session
from .starting import run

__all__ = [
    "MAX_EXAMPLES",
    "TIME_BUDGET",
    "OnProgress",
    "Progress",
    "Replay",
    "Session",
    "assert_handler_conforms",
    "check_handler",
    "replay",
    "run",
]
