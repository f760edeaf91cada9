"""All tools that a user gives, with what was said beside them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePath
from typing import Any, TypeAlias

from ..errors import BadArguments, BadOption, NoTools, UnknownTool
from ..errors.tools import ADVICE
from ..json_paths import Json, Object, is_list, is_object
from ..option_errors import is_collection
from .file import check_size, read_file
from .notes import notes_on
from .schema import ToolContract
from .search import Found, found_in, secrets_in
from .tool import AssistantSettings, ToolServer, UserTool


@dataclass(frozen=True, eq=False)
class UserTools:
    """The tools of a user, each with a name of its own."""

    contracts: tuple[ToolContract, ...]
    settings: AssistantSettings = field(default_factory=AssistantSettings)
    source: str = ""  #: The file that they are from, if it was one.
    secrets: tuple[str, ...] = field(default=(), repr=False)  #: What must not be shown.
    _repeated: tuple[str, ...] = ()

    @property
    def tools(self) -> tuple[UserTool, ...]:
        """The tools, in their order."""
        return tuple(each.tool for each in self.contracts)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the tools."""
        return tuple(each.tool.name for each in self.contracts)

    @cached_property
    def definitions(self) -> Mapping[str, Object]:
        """The functions that the tools are, by their names."""
        return {each.name: each.definition for each in self.tools}

    @cached_property
    def callable(self) -> tuple[ToolContract, ...]:
        """The tools for which arguments can be made."""
        return tuple(each for each in self.contracts if each.why_not is None)

    @cached_property
    def notes(self) -> tuple[str, ...]:
        """What is worth knowing of them, each once."""
        twice = (
            f"The tool {name!r} is defined more than once, in different ways; the first definition is used."
            for name in self._repeated
        )
        return (*twice, *notes_on(self.contracts))

    def named(self, name: str) -> ToolContract:
        """The tool of a name. Raises `UnknownTool`."""
        for each in self.contracts:
            if each.tool.name == name:
                return each
        raise UnknownTool(name, self.names)

    def check_arguments(self, name: str, arguments: Object) -> None:
        """Raise `UnknownTool` or `BadArguments` unless the arguments match the parameters of a tool."""
        contract = self.named(name)
        if not contract.accepts(arguments) and (found := contract.violations(arguments)):
            raise BadArguments(name, found)

    @property
    def servers(self) -> tuple[ToolServer, ...]:
        """The servers that the tools have, each once."""
        return tuple(dict.fromkeys(each.server for each in self.tools if each.server is not None))


ToolSource: TypeAlias = "Sequence[Object] | Object | str | Path | UserTools"


def is_tool_source(value: object) -> bool:
    """Whether `tools=` may be this."""
    if isinstance(value, str | PurePath | UserTools):
        return True
    return is_object(value) or (is_list(value) and all(map(is_object, value)))


def user_tools(source: Any) -> UserTools:
    """
    The tools in a list, or in a file.

    Raises `BadOption` for what is neither, and a `BadTools` for a file that cannot be read or has no tools.
    """
    if isinstance(source, UserTools):
        return source
    if is_collection(source) and not is_object(source) and not isinstance(source, str):
        source = list(source)
    if not is_tool_source(source):
        raise BadOption("tools", ..., ADVICE)
    if isinstance(source, str | PurePath):
        return _collected(read_file(Path(source)), str(source))
    check_size(source, "`tools`")
    return _collected(source, "")


def _collected(document: Json, source: str) -> UserTools:
    found = found_in(document)
    if not found.tools:
        raise NoTools(source or "`tools`", _why_none(found))
    kept: dict[str, UserTool] = {}
    repeated: list[str] = []
    for tool in found.tools:
        first = kept.setdefault(tool.name, tool)
        if (first.parameters, first.description) != (tool.parameters, tool.description):
            repeated.append(tool.name)
    return UserTools(
        contracts=tuple(ToolContract(tool, document) for tool in kept.values()),
        settings=_settings(found.assistants),
        source=source,
        secrets=tuple(dict.fromkeys(secrets_in(document))),
        _repeated=tuple(dict.fromkeys(repeated)),
    )


def _why_none(found: Found) -> str:
    if found.ids:
        return f"it refers to {found.ids} of them only by id (`toolIds`); export these tools, too"
    if found.others:
        kinds = ", ".join(sorted(dict.fromkeys(found.others))[:5])
        return f"its tools are of other types ({kinds}), which do not call a webhook"
    return "nothing in it looks like one"


def _settings(assistants: Sequence[AssistantSettings]) -> AssistantSettings:
    """What the assistants of a squad say together: what one says is on, is on."""
    on = [each.server_messages for each in assistants]
    known = [names for names in on if names is not None]
    together = frozenset(name for names in known for name in names)
    return AssistantSettings(
        server=next((each.server for each in assistants if each.server is not None), None),
        server_messages=together if known and len(known) == len(on) else None,
    )
