"""Which argument decides: why calls of the user's own tools fail, told by tool and argument."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import count
from typing import TYPE_CHECKING, Any

from ..cases.case import Case, Category
from ..cases.condition import ARGUMENTS, MISSING, Condition, Kind, of_family, present, summed_up, value_at
from ..cases.family import OF_CALLS, Family
from ..checks import Check
from ..delivery import Exchange
from ..findings import DifferenceFinder, Finding, total, united
from ..findings.fingerprint import Symptom
from ..findings.titles import plainest_first
from ..json_paths import Object, dumps, is_list, pointer, with_value
from .budget import DELIVERIES_PER_FINDING
from .failure_groups import Group

if TYPE_CHECKING:  # a run without tools makes no cases for them
    from ..case_sources.tool_calls import ToolCases

#: Where the arguments are in what is compared: nothing else of the message matters.
TOP = "arguments"
#: Texts up to this length are quoted, whatever characters they have.
QUOTED = 32
#: Seeds so far from all others that no call comes again.
FAR = 9_000_000

Deliver = Callable[[Any], Exchange | None]


@dataclass(frozen=True, kw_only=True, slots=True)
class ToolDiagnosis:
    """What it takes to see which argument of a tool makes a call fail."""

    tools: "ToolCases"
    models: Mapping[tuple[Category, str], Sequence[Any]]  #: Arguments that were accepted, by the tool.
    numbers: "count[int]" = field(default_factory=lambda: count(FAR))

    def explained(
        self, check: Check, failing: Sequence[Finding], sender_for: Callable[[Finding], Deliver]
    ) -> list[Finding]:
        """One finding for each argument that decides, of each tool."""
        by_tool: dict[str, list[Finding]] = {}
        for finding in failing:
            by_tool.setdefault(tool_of(finding.case), []).append(finding)
        found = [
            each
            for tool, some in by_tool.items()
            for each in self._of_tool(check, tool, some, sender_for(some[0]))
        ]
        if any(self._is_known(tool) for tool in self.tools.tools.names):
            return found
        return [united(failing)]  # no call of any tool is accepted

    def _is_known(self, tool: str) -> bool:
        """Whether some call of a tool was accepted."""
        return bool(self.models.get(("arguments", tool)))

    def _of_tool(
        self, check: Check, tool: str, failing: Sequence[Finding], deliver: Deliver
    ) -> list[Finding]:
        if not self._is_known(tool):
            called = replace(of_family(Family.TOOL_CALLED, {}), tool=tool)
            return [replace(united(failing), condition=called)]
        return [self._told(finding, tool) for finding in self._compared(check, tool, failing, deliver)]

    def _compared(
        self, check: Check, tool: str, failing: Sequence[Finding], deliver: Deliver
    ) -> list[Finding]:
        case, accepts = failing[0].case, self.tools.arguments_like(tool)
        sent: dict[str, Any] = {}

        def called(body: Object) -> Exchange | None:
            sent[dumps(body)] = whole = self.tools.body(tool, body[TOP], next(self.numbers))
            return deliver(whole)

        def failure(body: Any, exchange: Exchange) -> Symptom | None:
            return check.failure(case.with_body(sent[dumps(body)]), exchange)

        def is_allowed(body: Any) -> bool:
            return accepts(body[TOP])

        finder = DifferenceFinder(
            deliver=called,
            allowed=is_allowed,
            possible=is_allowed,
            failure_of=failure,
            most=DELIVERIES_PER_FINDING,
            sized=False,
        )
        accepted = [{TOP: arguments} for arguments in self.models["arguments", tool]]
        inner = [_inner(finding) for finding in failing]
        sent.update(
            (dumps(each.case.body), whole.case.body) for each, whole in zip(inner, failing, strict=True)
        )

        def fails_with(each: Finding, value: Any) -> bool:
            body = with_value(each.case.body, each.where, value)
            exchange = called(body) if is_allowed(body) else None
            return exchange is not None and failure(body, exchange) == each.failure

        explained = [
            widened(each, self._others_for(each, tool), fails_with)
            for each in finder.explained(inner, accepted)
        ]
        return [replace(each, case=each.case.with_body(sent[dumps(each.case.body)])) for each in explained]

    def _others_for(self, finding: Finding, tool: str) -> list[Any]:
        """Other values of the argument whose value decides."""
        condition = finding.condition
        if condition is None or len(condition.where) < 2 or condition.kind not in (Kind.TYPE, Kind.VALUE):
            return []
        now = value_at(finding.case.body, condition.where)
        return [each for each in self.tools.values_at(tool, condition.where[1:]) if each != now]

    def _told(self, finding: Finding, tool: str) -> Finding:
        """The finding with its condition as one about an argument."""
        own, case = finding.condition, finding.case
        if own is None:
            return replace(finding, condition=_of_case(case))
        places = tuple((*ARGUMENTS, *path[1:]) for path in own.places)
        condition = replace(own, places=places, tool=tool)
        at = pointer(*map(str, places[0][1:])) if len(places) == 1 else case.at
        case = replace(case, at=at)
        return replace(finding, case=case, condition=with_size(condition, case.body))


def widened(finding: Finding, others: Sequence[Any], fails_with: Callable[[Finding, Any], bool]) -> Finding:
    """The finding, as one about any value of an argument if it fails with each of the others, too."""
    if not others or not all(fails_with(finding, each) for each in others):
        return finding
    return replace(finding, condition=present(finding.where))


def without_retold(groups: Mapping[Group, Sequence[Finding]]) -> dict[Group, Sequence[Finding]]:
    """
    The failures without those of tools that calls of the same tools show, too.

    These tell which argument decides; each group counts for those that it shows again.
    """
    kept = _without_lost_anyway(groups)
    for group in [group for group in groups if group.is_of_tools]:
        tools = {tool_of(each.case) for each in groups[group]} - {""}
        for alike in _not_of_tools(group, groups):
            retold = [each for each in kept[alike] if tool_of(each.case) in tools]
            kept[alike] = [each for each in kept[alike] if tool_of(each.case) not in tools]
            first, *others = kept[group]
            kept[group] = [replace(first, count=first.count + total(retold)), *others]
    return {group: failing for group, failing in kept.items() if failing}


def _without_lost_anyway(groups: Mapping[Group, Sequence[Finding]]) -> dict[Group, Sequence[Finding]]:
    """The failures without calls that are lost beside one with bad arguments, where calls fail without it."""
    valid = (each for some in groups.values() for each in some if each.case.category == "arguments")
    failing = {tool_of(each.case) for each in valid}
    return {
        group: [
            each
            for each in some
            if each.case.family is not Family.TOOL_AMONG or tool_of(each.case) not in failing
        ]
        for group, some in groups.items()
    }


def _not_of_tools(group: Group, groups: Mapping[Group, Sequence[Finding]]) -> list[Group]:
    """The groups of failures with the same cause that are not calls made for tools."""
    alike = (group._replace(is_of_tools=False, conditional=each) for each in (False, True))
    return [each for each in alike if each in groups]


def of_calls(failing: Sequence[Finding]) -> Finding:
    """One finding for messages with several calls: a second call of one tool says most."""
    twice = [each for each in failing if each.case.family is Family.TOOL_TWICE]
    whole = united(twice or failing)
    conditions = dict.fromkeys(each.condition for each in failing if each.condition != whole.condition)
    return replace(whole, count=total(failing), also=tuple(each for each in conditions if each))


def summed(failing: Sequence[Finding]) -> Finding:
    """One finding for all, with the widest condition that they show, and the plainest first."""
    conditions = [each.condition for each in failing if each.condition]
    if len(conditions) < len(failing):
        return united(failing)  # one of them fails before it is broken
    first, *others = plainest_first(summed_up(conditions))
    return replace(united(failing), condition=first, also=tuple(others))


def tool_of(case: Case) -> str:
    """The tool that a case is about."""
    return str(case.facts.get("tool", ""))


def is_of_calls(case: Case) -> bool:
    """Whether it matters which tools are called, and not what they are called with."""
    return case.family in OF_CALLS


def with_size(condition: Condition, body: Any) -> Condition:
    """The condition with the value of a short text, or the length of a long text or list."""
    if condition.kind is not Kind.TYPE or condition.empty or len(condition.places) != 1:
        return condition
    value: Any = value_at(body, condition.places[0])
    if isinstance(value, str) and len(value) <= QUOTED:
        return replace(condition, kind=Kind.VALUE, value=dumps(value))
    return replace(condition, size=len(value)) if isinstance(value, str) or is_list(value) else condition


def _of_case(case: Case) -> Condition | None:
    """What is special about the call of a case, where no comparison tells it."""
    if case.family is not Family.TOOL_VARIED:
        return None
    return replace(case, category="bad-arguments", keyword="").condition


def _inner(finding: Finding) -> Finding:
    """The finding with the arguments as all that was sent."""
    arguments = value_at(finding.case.body, ARGUMENTS)
    body: Object = {TOP: {} if arguments is MISSING else arguments}
    return replace(finding, case=finding.case.with_body(body))
