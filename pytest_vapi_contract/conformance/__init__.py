"""
The one run: generate, deliver, check, report. Every front end is a way to call it.
"""

from .handler_check import assert_handler_conforms, check_handler
from .plan import MAX_EXAMPLES
from .progress import OnProgress, Progress
from .replay_exchange import Replay, replay
from .run import TIME_BUDGET
from .session import Session
from .start import run_checks

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
    "run_checks",
]
