"""Many reports about one handler, as a test session asks for them: one for each check and message type."""

from ..case_sources.type_order import in_order
from ..checks import CHECKS, Report
from ..clock import now
from ..delivery import Handler
from .budget import HANGING_AFTER, SESSION_BUDGET, SESSION_SHARE, TIME_BUDGET
from .prepared_cases import prepared_cases
from .run_options import RunOptions
from .start import session_run


class Session:
    """
    Reports about one handler. What was sent for one is judged by all checks at once, and not sent again.

    It remembers that the handler hangs, and keeps to a budget for all reports together. It will be
    asked about the types of the options, all by default.
    """

    def __init__(self, handler: Handler, options: RunOptions, *, budget: float = SESSION_BUDGET) -> None:
        self._types = in_order(options.chosen_contract.message_types)
        self._prepared = prepared_cases(options)
        self._run = session_run(handler, options, self._prepared)
        self._left = budget

    def report(self, check: str, type: str) -> Report:
        """What a check finds with messages of a type; of all types, where they have to come together."""
        types = self._types if "concurrency" in CHECKS[check].categories else (type,)
        began = now()
        try:
            return self._run.report(
                types, checks=[check], time_budget=self._share(), outlook_budget=self._left
            )
        finally:
            self._left -= now() - began

    def close(self) -> None:
        """Keep what was prepared for later sessions."""
        self._prepared.save()

    def _share(self) -> float:
        share = max(HANGING_AFTER, self._left / SESSION_SHARE)
        return max(0.0, min(TIME_BUDGET, share, self._left))
