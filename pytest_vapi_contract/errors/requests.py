"""Errors in options, names and values, and in where files are to be written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base import ContractError, did_you_mean, shortened, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class OutputInTheWay(ContractError):
    """The output directory contains other files."""

    directory: Path
    ours: bool

    def __str__(self) -> str:
        if self.ours:
            return f"{self.directory} already exists. To replace it, use --force."
        return f"{self.directory} contains other files. Specify a new or empty directory."


class OutputNotWritten(ContractError):
    """Files cannot be written. Existing files are unchanged."""

    directory: Path
    why: str
    template = "Cannot write {directory}: {why}. Nothing has changed there."


class BadOption(ContractError):
    """An option has an invalid value."""

    option: str
    value: Any
    advice: str

    def __str__(self) -> str:
        return unusable(self.option, self.value, self.advice)


class UnknownOption(ContractError, TypeError):
    """The option does not exist."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"The options are {', '.join(self.known)}.")
        return f"Unknown option {self.name!r}. {hint}"


class UnknownCheck(ContractError):
    """The check does not exist."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known)
        return f"Unknown check {self.name!r}. {hint}".rstrip() + f" The checks are {', '.join(self.known)}."


class UnknownCode(ContractError):
    """No finding has this code."""

    code: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(
            self.code.upper(), self.known, "Each finding has its code at the end of its first line."
        )
        return f"Unknown code {self.code!r}. {hint}"


class BadBaseline(ContractError):
    """A file of accepted findings cannot be used."""

    path: Path
    why: str
    advice: str
    template = "The baseline {path} cannot be used: {why}. {advice}"


class UnknownMessageType(ContractError):
    """The contract has no schema for a message type."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"It has {', '.join(self.known)}.")
        return f"The contract has no message type {self.name!r}. {hint}"


class UnknownMutation(ContractError):
    """The message type has no mutation with this id."""

    id: str
    type: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.id, self.known, f"`vapi-contract mutations {self.type}` lists the ids.")
        return f"{self.type!r} has no mutation {self.id!r}. {hint}"


class ProbeFailed(ContractError):
    """The function for `state`, `read` or `reset` does not work."""

    option: str
    why: str

    def __str__(self) -> str:
        advice = {
            "state": "Pass a function without parameters that returns plain values: numbers, strings, lists.",
            "read": "Pass a function that takes a turn id and returns the text of the turn, "
            "or '' if there is none.",
            "reset": "Pass a function without parameters that can be called any number of times.",
        }
        return f"`{self.option}` does not work: {self.why}. {advice.get(self.option, '')}".rstrip()


class ReplyNotJson(ContractError):
    """A reply is not JSON. Its text is not repeated, because it may contain a secret."""

    why: str
    of_function: bool

    def __str__(self) -> str:
        name, what = ("value", "the return value") if self.of_function else ("body", "the bytes")
        return f"The reply is not JSON: {self.why}. `reply.{name}` has {what}."


class UnsupportedMessage(ContractError):
    """Messages of a type cannot be generated."""

    type: str
    reason: str
    template = "Messages of type {type!r} cannot be generated: {reason}."


class UnknownProperty(ContractError):
    """Messages of the type do not have the property that is fixed."""

    type: str
    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"They have {', '.join(self.known)}.")
        return (
            f"Messages of type {self.type!r} have no property {self.name!r}. {hint} "
            "To fix any property, use `unchecked=True`."
        )


class BadFixedValue(ContractError):
    """A property is fixed to a value that is not valid in messages of the type."""

    type: str
    name: str
    value: Any
    violation: str
    observed: bool  #: Whether messages as production sends them can have the value.

    def __str__(self) -> str:
        told = (
            f"{self.name}={shortened(repr(self.value))} is not valid in messages of type {self.type!r}: "
            f"{self.violation}."
        )
        if self.observed:
            return f'{told} Messages that Vapi sends in production can have it: use `reading="observed"`.'
        return f"{told} To fix any value, use `unchecked=True`."


class BadReplay(ContractError):
    """A replay id cannot be used."""

    text: str
    why: str

    def __str__(self) -> str:
        shown = shortened(self.text, 60)
        advice = "Copy the whole command from the finding, or run the check again."
        return f"Cannot replay {shown!r}: {self.why}. {advice}"
