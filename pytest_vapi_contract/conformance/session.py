"""
Many reports about one handler, as a test session asks for them: one for each check and message type.
"""

from collections.abc import Collection
from time import monotonic

from ..case_sources.type_order import in_order
from ..checks import CHECKS, OnInvalid, Report, Reset, State
from ..contract import Contract
from ..delivery import Handler
from .case_source import CaseSource
from .plan import MAX_EXAMPLES, Plan
from .run import TIME_BUDGET, Run
from .sender import HANGS, Sender
from .start import rules_for

#: Seconds after which nothing more is sent in a whole session; a report gets a share of what is left.
SESSION_BUDGET = 120.0
SHARE = 5


class Session:
    """
    Reports about one handler. What was sent for one is judged by all checks at once, and not sent again.

    It remembers that the handler hangs, and keeps to a budget for all reports together. `types` are those
    that it will be asked about, all by default.
    """

    def __init__(
        self,
        handler: Handler,
        contract: Contract,
        *,
        on_invalid: OnInvalid = "survive",
        max_examples: int = MAX_EXAMPLES,
        seed: int = 0,
        types: Collection[str] = (),
        budget: float = SESSION_BUDGET,
        state: State | None = None,
        reset: Reset | None = None,
        allow_incomplete: bool = False,
    ) -> None:
        self._types = in_order(contract.message_types)
        sender = Sender(handler=handler, state=state, reset=reset)
        rules = rules_for(handler, contract, None, on_invalid)
        plan = Plan(
            handler=handler,
            contract=contract,
            max_examples=max_examples,
            with_state=state is not None,
            foremost=self._types[0],
            types=types or self._types,
        )
        self._run = Run(
            sender=sender,
            plan=plan,
            rules=rules,
            case_source=CaseSource(sender=sender, contract=contract, seed=seed),
            outlook=tuple(plan.steps(rules, self._types)),
            allow_incomplete=allow_incomplete,
        )
        self._left = budget

    def report(self, check: str, type: str) -> Report:
        """
        What a check finds with messages of a type; with those of all types, where they have to come together.
        """
        types = self._types if "concurrency" in CHECKS[check].categories else (type,)
        began = monotonic()
        try:
            return self._run.report(
                types, checks=[check], time_budget=self._share(), outlook_budget=self._left
            )
        finally:
            self._left -= monotonic() - began

    def _share(self) -> float:
        share = max(HANGS, self._left / SHARE)
        return max(0.0, min(TIME_BUDGET, share, self._left))
