"""Begin a run."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, Unpack

from ..case_sources.type_order import ACTED_ON
from ..checks import Check, selected
from ..checks.in_time import InTime
from ..checks.turns import TOKENS
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..delivery import Handler
from ..delivery.time_limits import LIMITS
from ..findings import Report, Skip
from ..option_errors import made
from .budget import OVERTIME, Budget
from .case_names import CaseNames
from .case_source import Cases, CaseSource
from .first_of_kind import FirstOfKind
from .judging import Judging
from .plan import Plan, chosen, left_out
from .preflight import Preflight
from .prepared_cases import PreparedCases, prepared_cases
from .random_search import Draw
from .run import Further, Run
from .run_options import RunKeywords, RunOptions
from .sender import Sender
from .stage_sender import StageSender
from .tool_settings import changes_for, retries_of, skips_of, time_limits
from .turns.schedule_names import Schedule

if TYPE_CHECKING:
    from ..case_sources.tool_calls import ToolCases
    from .effects.search import EffectSearch

#: What a plain function may raise to refuse a message.
REFUSALS = (ValueError,)


def run_checks(
    handler: Handler,
    *,
    limits: Mapping[str, float] = LIMITS,
    cases: Cases | None = None,
    draw: Draw | None = None,
    **options: Unpack[RunKeywords],
) -> Report:
    """
    Run the checks with a handler that is ready, and report what is wrong.

    `limits` are the seconds within which messages of a type have to be answered, where that is less than the
    handler's `timeout`.
    """
    given = made(RunOptions, options)
    usual = prepared_cases(given)
    if cases is not None or draw is not None:
        usual = PreparedCases(cases=cases or usual.cases, draw=draw or usual.draw)
    return checked(handler, given, limits=limits, prepared=usual)


def checked(
    handler: Handler,
    options: RunOptions,
    *,
    limits: Mapping[str, float] = LIMITS,
    prepared: PreparedCases | None = None,
    further: Further | None = None,
    overtime: float = OVERTIME,
) -> Report:
    """
    Send everything that the checks ask for, and report what is wrong.

    Where something goes `further`, that is only what every run sends.

    Everything is the same for the same seed, unless the time budget ends it. Ctrl-C ends it too, and what
    was found by then is reported.
    """
    contract, prepared = options.chosen_contract, prepared or prepared_cases(options)
    plan = Plan(
        handler=handler,
        contract=contract,
        max_examples=options.max_examples,
        with_state=options.state is not None,
        with_read=options.read is not None,
        with_tools=options.user_tools is not None,
        acted_on=frozenset({*ACTED_ON, *_known(options.handles, contract)}),
        brief=further is not None,
    )
    sender = _sender(handler, options, limits)
    run = Run(
        plan=plan,
        stages=_stages(sender, options, checks_for(handler, options), prepared),
        allow_incomplete=options.allow_incomplete,
        names=CaseNames(cases=prepared.named, contract=contract, seed=options.seed),
        settled=options.settled,
        fail_on=tuple(options.fail_on),
        further=further,
        overtime=overtime,
    )
    types = chosen(options.types, contract)
    report = run.report(types, time_budget=options.time_budget, progress=options.progress)
    prepared.save()
    unread = _unread(plan, run.stages.judging.checks, types)
    return replace(
        report,
        skipped=(*unread, *report.skipped, *left_out(options.types, contract), *skips_of(options)),
        remarks=options.user_tools.notes if options.user_tools else (),
    )


def _unread(plan: Plan, checks: Iterable[Check], types: Iterable[str]) -> Iterator[Skip]:
    """What is not checked because nothing reads the user's text of a turn."""
    if not plan.with_read and TOKENS in types and any(check.needs_read for check in checks):
        why = "pass `read=` (--read, --vapi-read) to check it"
        yield Skip(what="the text of turns", why=why, lacking="read")


def _sender(handler: Handler, options: RunOptions, limits: Mapping[str, float]) -> Sender:
    return Sender(
        handler=handler,
        limits={**limits, **time_limits(options.user_tools, handler.timeout)},
        state=options.state,
        reset=options.reset,
        read=options.read,
        firsts=FirstOfKind(handled=frozenset(options.handles)),
    )


def _stages(
    sender: Sender, options: RunOptions, checks: tuple[Check, ...], prepared: PreparedCases
) -> StageSender:
    contract, cases = options.chosen_contract, prepared.cases
    case_source = CaseSource(sender=sender, contract=contract, seed=options.seed, cases=cases)
    case_source.tools = _tools(sender.handler, options)
    return StageSender(
        sender=sender,
        case_source=case_source,
        judging=Judging(checks=checks, sender=sender, case_source=case_source),
        budget=Budget(replies=sender),
        preflight=Preflight(sender=sender, case_source=case_source),
        draw=prepared.draw,
        schedules=schedules_of(options),
        effects=_effects(case_source, options),
    )


def _effects(case_source: CaseSource, options: RunOptions) -> "Callable[[], EffectSearch]":
    """A function that returns the search for faults in the effects of types, the same each time."""

    @cache
    def effects() -> "EffectSearch":
        from .effects.search import search_for  # noqa: PLC0415 - only a run with `state` plays calls

        return search_for(
            case_source.sender,
            case_source.contract,
            options.seed,
            options.handles,
            case_source.like_production,
            twice=retries_of(options) != "off",
        )

    return effects


def schedules_of(options: RunOptions) -> tuple[Schedule, ...]:
    """How conversations are delivered: twice as well, unless it is known that Vapi does not do so."""
    again: tuple[Schedule, ...] = () if retries_of(options) == "off" else ("redelivered",)
    return tuple(dict.fromkeys((*options.schedules, *again)))


def _tools(handler: Handler, options: RunOptions) -> "ToolCases | None":
    """The cases for the user's own tools, if these are given."""
    tools = options.user_tools
    if tools is None:
        return None
    from ..case_sources.tool_calls import ToolCases  # noqa: PLC0415 - a run without tools makes no cases for them

    return ToolCases(tools, options.chosen_contract, options.seed, changes_for(tools, handler))


def _known(types: Iterable[str], contract: Contract) -> Iterable[str]:
    """The types, if the contract knows them all. Raises `UnknownMessageType`."""
    for type in types:
        contract.check_type(type)
        yield type


def checks_for(handler: Handler, options: RunOptions) -> tuple[Check, ...]:
    """The checks that a handler is judged by. Raises `UnknownCheck`."""
    refusals = None if handler.speaks_http else REFUSALS
    checks = selected(
        options.checks,
        skipped=(*options.skip_checks, *(["redelivery"] if retries_of(options) == "off" else [])),
        on_invalid=options.on_invalid,
        contract=options.chosen_contract,
        refusals=refusals,
        acted_on=_known((*options.handles, *_handled(options)), options.chosen_contract),
    )
    is_retried = retries_of(options) == "on"
    return tuple(replace(_timed(check, handler, options), is_retried=is_retried) for check in checks)


def _handled(options: RunOptions) -> list[str]:
    """What a handler acts on because it has tools."""
    return [TOOL_CALLS] if options.tools else []


def _timed(check: Check, handler: Handler, options: RunOptions) -> Check:
    """The check with the time that a reply may take, if it is about that."""
    if not isinstance(check, InTime):
        return check
    limits = {**LIMITS, **time_limits(options.user_tools, handler.timeout)}
    return replace(check, usual=handler.timeout, limits=limits, max_latency=options.max_latency)
