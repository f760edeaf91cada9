"""What can be wrong with the tools that a user gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base import ContractError, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

#: What `tools=` has to be.
ADVICE = "It must be a list of tools, or the path of a JSON or YAML file with tools, an assistant or a squad."


class BadTools(ContractError):
    """The tools cannot be used. No text repeats a value of the file, which may be secret."""


class ToolsUnreadable(BadTools):
    """The file of tools cannot be read from disk."""

    source: str
    why: str
    template = (
        "Cannot read the tools in {source}: {why}. Pass the path of a JSON or YAML file with tools, "
        "an assistant or a squad."
    )


class ToolsNotParsed(BadTools):
    """The file of tools is not valid JSON or YAML."""

    source: str
    format: str
    line: int
    column: int
    why: str
    template = "{source} is not valid {format}: line {line}, column {column}: {why}."


class YamlMissing(BadTools):
    """The file of tools is YAML, and PyYAML is not installed."""

    source: str
    template = (
        "To read {source}, install PyYAML: pip install 'pytest-vapi-contract[yaml]'. "
        "Or convert the file to JSON."
    )


class NoTools(BadTools):
    """No tool was found that calls a webhook."""

    source: str
    why: str
    template = (
        "{source} has no function tools: {why}. They are expected in a list, or in `tools`, `results`, "
        "`model.tools`, or `members[].assistant` of a squad."
    )


class UnknownTool(BadTools):
    """The tool is not one of those that were given."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"The tools are {', '.join(self.known)}.")
        return f"Unknown tool {self.name!r}. {hint}"


class BadArguments(BadTools):
    """The arguments of a tool call do not match the parameters of the tool."""

    tool: str
    why: Sequence[Any]

    def __str__(self) -> str:
        listed = "\n".join(f"  {each}" for each in self.why)
        return f"The arguments do not match the parameters of {self.tool!r}:\n{listed}"
