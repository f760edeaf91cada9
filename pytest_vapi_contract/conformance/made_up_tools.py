"""
Failures that are about a tool, or its arguments, which are made up unless they are the user's own.

Vapi sends no call of a tool that an assistant does not have.
"""

import re
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import replace
from json import dumps
from typing import Any

from ..cases.condition import Condition, Kind, Path, found, value_at
from ..checks.arguments import paths_of_arguments
from ..contract import Contract
from ..contract.message_types import TOOL_CALLS
from ..findings import Finding
from ..findings.whole_body import TOO_LARGE
from ..json_paths import with_value
from .budget import TOOL_NAMES_TRIED

MADE_UP = "the tool and its arguments are made up here; with `tools=` (`--tools FILE`) your own are called"
#: The same where that was done.
NOT_YOURS = "the tool and its arguments are made up here; your own tools are called in other messages"
#: Texts that may be the name of a tool, as Vapi accepts them.
TOOL_NAME = re.compile(r"[A-Za-z_][\w-]{0,63}")
#: A name that hardly any handler has for a tool.
UNKNOWN = "unknown_tool"
#: A value that hardly any handler refuses as an argument.
ANY_ARGUMENT = "1"

#: Whether the body still fails in the same way as the one that a finding shows.
FailsLikewise = Callable[[Any], bool]


def without_made_up_tools(
    finding: Finding, files: Iterable[str], contract: Contract, fails: FailsLikewise, hint: str = MADE_UP
) -> Finding:
    """
    The finding, as a note if it is only about what a tool is called, or about what is in its arguments.

    That is so if it is said of a place in them; or if what fails does not fail in the same way with
    arguments, or with a name, of the source of the handler (`files`); or neither with another name nor
    without arguments, as where the tool has a name of the user's own by chance.
    """
    body, condition = finding.case.body, finding.condition
    if finding.case.type != TOOL_CALLS or finding.is_note or not (paths := tuple(paths_of_arguments(body))):
        return finding
    if finding.cause == TOO_LARGE or (condition and condition.kind == Kind.LARGE):
        return finding
    if condition and condition.places and all(_is_in(each, paths, condition) for each in condition.places):
        return _noted(finding, hint)
    from ..contract.listed_values import property_names  # noqa: PLC0415 - a run that finds nothing reads no source
    from ..handler_source.reader import words_in  # noqa: PLC0415

    known = {*property_names(contract), *contract.message_types}
    words = words_in(files, known)
    if decides(fails, [_with_arguments(body, paths, names) for names in ((), sorted(words.read - known))]):
        return _noted(_said_of(finding, paths[0], type_only=True), hint)
    names = (UNKNOWN, *_names_in(words.constants, known))
    if decides(fails, [_with_name(body, paths, each) for each in names]):
        return _noted(_said_of(finding, _name_of(paths[0])), hint)
    if not fails(_with_name(body, paths, UNKNOWN)) and not fails(_with_arguments(body, paths, ())):
        return _noted(_said_of(finding, paths[0], type_only=True), hint)
    return finding


def decides(fails: FailsLikewise, bodies: Sequence[Any]) -> bool:
    """
    Whether the first body fails, and another one, with something that the handler asks for, does not.

    Where the first does not fail when it is sent again, it is not known what decides.
    """
    first, *others = bodies
    return first not in others and fails(first) and not all(map(fails, others))


def _is_in(place: Path, paths: Collection[Path], condition: Condition) -> bool:
    """Whether a condition about a place is about what is in the arguments of a call, or its tool's name."""
    if place in paths:
        return condition.empty
    return any(place[: len(path)] == path or place == _name_of(path) for path in paths)


def _said_of(finding: Finding, where: Path, *, type_only: bool = False) -> Finding:
    condition = found(where, value_at(finding.case.body, where), type_only=type_only)
    return replace(finding, condition=condition, also=())


def _noted(finding: Finding, hint: str) -> Finding:
    return replace(finding, hint=hint, severity="note")


def _names_in(constants: Iterable[Any], known: Collection[str]) -> list[str]:
    """The texts of a source that may be names of tools."""
    texts = [each for each in constants if isinstance(each, str) and each not in known]
    return [each for each in texts if TOOL_NAME.fullmatch(each)][:TOOL_NAMES_TRIED]


def _with_arguments(body: Any, paths: Collection[Path], names: Collection[str]) -> Any:
    """The body with these arguments in all calls, in the form that they have there."""
    given = dict.fromkeys(names, ANY_ARGUMENT)
    for path in paths:
        is_text = isinstance(value_at(body, path), str)
        body = with_value(body, path, dumps(given) if is_text else given)
    return body


def _with_name(body: Any, paths: Collection[Path], name: str) -> Any:
    """The body with calls of one tool."""
    for path in map(_name_of, paths):
        if isinstance(value_at(body, path), str):
            body = with_value(body, path, name)
    return body


def _name_of(path: Path) -> Path:
    """Where the tool is named whose arguments are at a path."""
    return (*path[:-1], "name")
