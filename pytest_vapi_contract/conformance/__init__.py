"""The one run: generate, deliver, check, report. Every front end is a way to call it."""

from .budget import MAX_EXAMPLES, TIME_BUDGET
from .handler_check import assert_handler_conforms, check_handler, check_with
from .progress import OnProgress, Progress
from .replay_command import replay_command
from .replay_exchange import Replay, replay
from .run_options import RunKeywords, RunOptions
from .start import run_checks
from .tool_settings import with_settings

__all__ = [
    "MAX_EXAMPLES",
    "TIME_BUDGET",
    "OnProgress",
    "Progress",
    "Replay",
    "RunKeywords",
    "RunOptions",
    "assert_handler_conforms",
    "check_handler",
    "check_with",
    "replay",
    "replay_command",
    "run_checks",
    "with_settings",
]
