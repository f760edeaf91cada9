"""The one run: generate, deliver, check, report. Every front end is a way to call it."""

from typing import TYPE_CHECKING

from ..lazy_imports import lazy_names
from .budget import MAX_EXAMPLES, TIME_BUDGET
from .handler_check import assert_handler_conforms, check_handler, check_with
from .progress import OnProgress, Progress
from .replay_command import replay_command
from .run_options import RunKeywords, RunOptions
from .start import run_checks
from .tool_settings import with_settings

if TYPE_CHECKING:
    from .replay_exchange import Replay, replay

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


# To repeat an exchange takes what a run that finds nothing does without.
__getattr__ = lazy_names(__name__, {"Replay": "replay_exchange", "replay": "replay_exchange"})
