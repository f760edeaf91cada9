"""
Begin a run.
"""

from collections.abc import Iterable, Mapping

from ..case_sources.messages import generate
from ..case_sources.type_order import ACTED_ON
from ..checks import OnInvalid, Report, Reset, Rule, State, selected
from ..checks.in_time import LIMITS
from ..contract import Contract
from ..delivery import Handler
from .case_source import Cases, CaseSource
from .plan import MAX_EXAMPLES, Plan, chosen
from .progress import OnProgress
from .random_search import drawn
from .run import Draw, Run
from .sender import Sender

#: What a plain function may raise to refuse a message.
REFUSALS = (ValueError,)


def run_checks(
    handler: Handler,
    *,
    contract: Contract,
    types: Iterable[str] | None = None,
    checks: Iterable[str] | None = None,
    on_invalid: OnInvalid = "survive",
    max_examples: int = MAX_EXAMPLES,
    seed: int = 0,
    time_budget: float | None = None,
    allow_incomplete: bool = False,
    handles: Iterable[str] = (),
    state: State | None = None,
    reset: Reset | None = None,
    limits: Mapping[str, float] = LIMITS,
    progress: OnProgress | None = None,
    cases: Cases = generate,
    draw: Draw = drawn,
) -> Report:
    """
    Send everything that the checks ask for, and report what is wrong.

    Everything is the same for the same seed, unless the time budget ends it. Ctrl-C ends it too, and what
    was found by then is reported. `limits` are the seconds within which messages of a type have to be
    answered, where that is less than the handler's `timeout`.
    """
    sender = Sender(handler=handler, limits=limits, state=state, reset=reset)
    running = Run(
        sender=sender,
        plan=Plan(
            handler=handler,
            contract=contract,
            max_examples=max_examples,
            with_state=state is not None,
            acted_on=frozenset({*ACTED_ON, *_known(handles, contract)}),
        ),
        rules=rules_for(handler, contract, checks, on_invalid),
        case_source=CaseSource(sender=sender, contract=contract, seed=seed, cases=cases),
        draw=draw,
        allow_incomplete=allow_incomplete,
    )
    return running.report(chosen(types, contract), time_budget=time_budget, progress=progress)


def _known(types: Iterable[str], contract: Contract) -> Iterable[str]:
    """
    The types, each of which the contract has to know. Raises `UnknownMessageType`.
    """
    for type in types:
        contract.check_type(type)
        yield type


def rules_for(
    handler: Handler, contract: Contract, checks: Iterable[str] | None, on_invalid: OnInvalid
) -> tuple[Rule, ...]:
    """
    The rules that a handler is judged by. Raises `UnknownCheck`.
    """
    refusals = None if handler.speaks_http else REFUSALS
    return selected(checks, on_invalid=on_invalid, contract=contract, refusals=refusals)
