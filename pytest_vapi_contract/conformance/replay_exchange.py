"""One exchange again, from the text that stands for it, and whether the check still fails."""

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from ..case_sources.replay_ids import CHARACTERS, checksum_of, named_case, replay_case
from ..case_sources.requests import request_to
from ..cases.case import Case
from ..checks import ODD, Check, Effect
from ..checks.turns import Turns
from ..clock import now
from ..contract import Contract
from ..delivery import Exchange, Handler
from ..errors import BadReplay, HandlerUnreachable
from ..findings import Finding, Report, again
from ..findings.outcome import accepted
from ..input_files import read_file
from ..wire_envelope import envelope
from .case_names import CaseNames
from .case_source import CaseSource
from .concurrency import at_once
from .diagnosis import Diagnosis
from .effects.search import search_for
from .plan import ACCEPTABLE
from .prepared_cases import prepared_cases
from .redelivery import twice
from .run_options import RunOptions
from .sender import NoTimeLeft, Sender
from .sequence_play import explained, played
from .start import checks_for
from .tool_settings import changes_for
from .turns.finding import conversation_of, finding_of
from .turns.play import AT_ONCE, TurnPlayer
from .turns.schedules import ROUNDS
from .unwrapped_replies import finding_of_unwrapped, is_of_unwrapped

#: Why a name does not stand for what it stood for.
OTHER_VERSION = (
    "{name!r} of {type} {why}. The id is from another version of this package, or from a run with a "
    "different --seed or --revision"
)
NOT_ACCEPTED = "the handler does not accept requests"
Judged = tuple[Case, Exchange, Effect | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class Replay:
    """An exchange that was repeated."""

    case: Case
    exchange: Exchange
    report: Report  #: What the check finds now, if it still does.


def replay(handler: Handler, text: str, options: RunOptions) -> Replay:
    """
    Repeat the exchange that a text stands for: one request, unless the check is about several.

    Raises `BadReplay`, `UnknownCheck` and `HandlerUnreachable`.
    """
    name, case = _case_of(text, options)
    contract = options.chosen_contract
    [check] = checks_for(handler, replace(options, checks=[name], on_invalid="survive"))
    if check.needs_state and options.state is None:
        raise BadReplay(text, f"the check {name!r} needs your application's state; pass `state`")
    if check.needs_read and options.read is None:
        raise BadReplay(text, f"the check {name!r} needs your text of a turn; pass `read`")
    sender = Sender(
        handler=handler, state=options.state, reset=options.reset, read=options.read, readable=True
    )
    began = now()
    if case.category == "call":
        case, exchange, finding = _judged_in_calls(sender, check, case, options)
    else:
        judged = _played if isinstance(check, Turns) else _judged
        restored = _restored(_of_tool(case, handler, options), handler, text)
        case, exchange, finding = judged(sender, check, restored)
    if exchange.unreachable:
        raise HandlerUnreachable(exchange.fault or "")
    if finding is not None and case.category in ACCEPTABLE:
        finding = _diagnosis(sender, contract, check).in_view_of_what_is_sent(finding)
    report = Report(
        handler=handler.name,
        revision=contract.revision,
        seed=0,
        checks=(name,),
        types=(case.type,),
        findings=(_repeatable(finding, handler),) if finding else (),
        exchanges=sender.exchanges,
        seconds=now() - began,
    )
    return Replay(case=case, exchange=exchange, report=report)


def _repeatable(finding: Finding, handler: Handler) -> Finding:
    """The finding with commands that reproduce it; of several messages none is sent alone."""
    is_one = not finding.conversation and not finding.case.before
    return finding if not is_one else replace(finding, again=again(handler, finding.exchange))


def _case_of(text: str, options: RunOptions) -> tuple[str, Case]:
    """The check and the case that a text stands for. Raises `BadReplay`."""
    if text.startswith("@"):
        text = _text_in(text)
    check, type, name, checksum = named_case(text)
    if check == "effects":
        return check, Case(id=name, type=type, body=None, category="call")
    if not checksum:
        with suppress(BadReplay):
            return replay_case(text)
    cases = prepared_cases(options).cases
    names = CaseNames(cases=cases, contract=options.chosen_contract, seed=options.seed)
    known = False
    for case in names.found(check, type, name):
        if checksum in ("", checksum_of(case)):
            return check, case
        known = True
    if not checksum:
        return replay_case(text)
    if len(checksum) < CHARACTERS:
        raise BadReplay(text, "it is incomplete, or from another version of this package")
    why = "now identifies a different message" if known else "is not known"
    raise BadReplay(text, OTHER_VERSION.format(name=name, type=type, why=why))


def _text_in(name: str) -> str:
    """The text in a file, whose name has an @ before it. Raises `BadReplay`."""
    try:
        return read_file(Path(name[1:])).decode().strip()
    except (OSError, ValueError) as error:
        raise BadReplay(name, f"the file cannot be read: {getattr(error, 'strerror', error)}") from error


#: The checks that may find something behind a reply that tells of a success.
LOOKING_BEHIND = frozenset({"leaks", "accepts", "observed"})


def _diagnosis(sender: Sender, contract: Contract, check: Check) -> Diagnosis:
    """What it takes to see whether a failure is but a note."""
    return Diagnosis(
        deliver=sender.deliver_broken,
        observe=sender.observe,
        contract=contract,
        checks={check.id: check},
        models={},
        source_files=sender.handler.source_files,
    )


def _judged(sender: Sender, check: Check, case: Case) -> tuple[Case, Exchange, Finding | None]:
    """What was sent, what came back, and what the check finds in it."""
    seen: list[Judged] = []

    def keep(sent: Case, exchange: Exchange, effect: Effect | None) -> None:
        seen.append((sent, exchange, effect))

    if case.before:
        exchange = played(sender, case.before, case.body, case.type)
        if exchange is None:
            raise BadReplay(case.id, NOT_ACCEPTED)
        seen.append((case, explained(sender, case.before, case.body, exchange), None))
    elif case.category == "concurrency":
        at_once(sender, [case.type], lambda _: case, keep)
    elif case.category == "redelivery":
        twice(sender, [case], keep)
    else:
        sent, exchange, effect = _alone(sender, case)
        well = accepted(exchange) and check.id not in LOOKING_BEHIND
        seen.append((sent, exchange if well else sender.explained(exchange, case.type), effect))
    if is_of_unwrapped(case):
        usual = sender.deliver(sender.handler.request(envelope(case.body)), case.type)
        [(_, exchange, _)] = seen
        same = usual is not None and usual.reply is not None and usual.reply == exchange.reply
        return case, exchange, None if same else finding_of_unwrapped(case, exchange, usual)
    for each, exchange, effect in seen:
        finding = check.judge(each, exchange, effect)
        if finding is not None:
            return each, exchange, finding
    each, exchange, _ = seen[0] if seen else _alone(sender, case)
    return each, exchange, None


def _played(sender: Sender, check: Check, case: Case) -> tuple[Case, Exchange, Finding | None]:
    """What came of a conversation that is played again."""
    assert isinstance(check, Turns)
    player, conversation = TurnPlayer(sender=sender), conversation_of(case)
    rounds = ROUNDS if conversation.schedule in AT_ONCE else 1
    try:
        fault = next(filter(None, (player.play(conversation) for _ in range(rounds))), None)
    except NoTimeLeft:
        raise BadReplay(case.id, NOT_ACCEPTED) from None
    if fault is None:
        assert player.notes.last is not None
        return case, player.notes.last, None
    fault = replace(fault, exchange=sender.broken(fault.exchange))
    return case, fault.exchange, finding_of(fault, check, sender.handler.masks)


def _judged_in_calls(
    sender: Sender, check: Check, case: Case, options: RunOptions
) -> tuple[Case, Exchange, Finding | None]:
    """What the check finds in calls with messages of a type, if it is what it has found before."""
    contract, seed = options.chosen_contract, options.seed
    cases = CaseSource(sender=sender, contract=contract, seed=seed, cases=prepared_cases(options).cases)
    search = search_for(sender, contract, seed, {*options.handles, case.type}, cases.like_production)
    seen: list[Judged] = []

    def keep(sent: Case, exchange: Exchange, effect: Effect | None) -> None:
        seen.append((sent, exchange, effect))

    for skip in search.judge_type(case.type, keep):
        raise BadReplay(case.id, skip.why)
    for sent, exchange, effect in seen:
        finding = check.judge(sent, exchange, effect)
        if finding is not None and sent.id == case.id:
            return sent, exchange, finding
    first = search.first_event(case.type)
    if first is None:
        raise BadReplay(case.id, f"no call has a message of type {case.type!r}")
    return replace(case, body=first.event.body), first.exchange, None


def _alone(sender: Sender, case: Case) -> Judged:
    exchange, effect = sender.watch(request_to(sender.handler, case), case.type)
    if exchange is None:
        raise BadReplay(case.id, NOT_ACCEPTED)
    return case, exchange, effect


def _of_tool(case: Case, handler: Handler, options: RunOptions) -> Case:
    """The case with what is special about the requests for its tool."""
    tools = options.user_tools
    if tools is None or "tool" not in case.facts:
        return case
    handler.hide(tools.secrets)
    return replace(case, alter=changes_for(tools, handler).get(case.facts["tool"]))


def _restored(case: Case, handler: Handler, text: str) -> Case:
    """The case with what is odd about its request."""
    if case.category not in ODD or case.category == "text":
        return case
    for odd in ODD[case.category](handler, case.type, case.body):
        if odd.id == case.id:
            return replace(case, alter=odd.alter)
    raise BadReplay(
        text, "this handler does not receive such requests; pass the credential of the original run"
    )
