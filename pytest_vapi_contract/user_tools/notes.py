"""What is worth knowing of a tool before it is called: each is said once, and fails nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ..json_paths import Object, is_list, is_object
from .schema import ToolContract
from .tool import UserTool

#: The names that Vapi accepts, from its schema of functions.
NAME = re.compile(r"[a-zA-Z0-9_-]{1,64}")


def notes_on(contracts: Sequence[ToolContract]) -> Iterator[str]:
    """What is worth knowing of some tools, in their order."""
    for each in contracts:
        name = f"The tool {each.tool.name!r}"
        yield from (f"{name} {note}" for note in _notes(each))


def _notes(contract: ToolContract) -> Iterator[str]:
    tool = contract.tool
    if not NAME.fullmatch(tool.name):
        yield "has a name that Vapi rejects: it takes 1 to 64 letters, digits, '_' and '-'."
    if contract.why_not is not None:
        yield f"has parameters that no arguments can match, so it is not called: {contract.why_not}."
    yield from _notes_on_required(tool)
    yield from (f"has parameters that are only partly read: {note}" for note in contract.notes)


def _notes_on_required(tool: UserTool) -> Iterator[str]:
    parameters = tool.parameters or {}
    declared = _object(parameters.get("properties"))
    required = parameters.get("required")
    if "required" not in parameters and any("default" not in _object(each) for each in declared.values()):
        yield "has parameters without `required`: the model may leave out every argument."
    names = [name for name in required if isinstance(name, str)] if is_list(required) else []
    unknown = [name for name in names if name not in declared]
    if unknown:
        yield f"requires {', '.join(map(repr, unknown))}, which its properties do not list."


def _object(value: object) -> Object:
    return value if is_object(value) else {}
