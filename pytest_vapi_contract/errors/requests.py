"""
What can be wrong with what a user asks for: options, names, values, and where files should be written.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .base import ContractError, did_you_mean, shortened, unusable

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


class OutputInTheWay(ContractError):
    """Files would have to be written where there are others."""

    directory: Path
    ours: bool

    def __str__(self) -> str:
        if self.ours:
            return f"{self.directory} is there already. With --force it is replaced."
        return f"{self.directory} holds something else. Give a directory that is new or empty."


class OutputNotWritten(ContractError):
    """Files cannot be written where they should be. What was there is as it was."""

    directory: Path
    why: str
    template = "{directory} cannot be written: {why}. Nothing there has changed."


class BadOption(ContractError):
    """An option has a value that cannot be used."""

    option: str
    value: Any
    advice: str

    def __str__(self) -> str:
        return unusable(self.option, self.value, self.advice)


class UnknownOption(ContractError, TypeError):
    """A function has no option of that name."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"The options are {', '.join(self.known)}.")
        return f"There is no option {self.name!r}. {hint}"


class UnknownCheck(ContractError):
    """There is no check of that name."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known)
        return (
            f"There is no check {self.name!r}. {hint}".rstrip() + f" The checks are {', '.join(self.known)}."
        )


class UnknownMessageType(ContractError):
    """The contract has no schema for a message type."""

    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"It has {', '.join(self.known)}.")
        return f"The contract has no message type {self.name!r}. {hint}"


class UnknownMutation(ContractError):
    """No mutation of a message type has that id."""

    id: str
    type: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.id, self.known, f"`vapi-contract mutations {self.type}` lists them.")
        return f"{self.type!r} has no mutation {self.id!r}. {hint}"


class ProbeFailed(ContractError):
    """A function that tells the user's state, or brings it back, does not work."""

    option: str
    why: str

    def __str__(self) -> str:
        advice = {
            "state": "Give a function without parameters that returns plain values: numbers, texts, lists.",
            "reset": "Give a function without parameters that works however often it is called.",
        }
        return f"`{self.option}` does not work: {self.why}. {advice.get(self.option, '')}".rstrip()


class ReplyNotJson(ContractError):
    """A reply was read as JSON, and is not JSON. Its text is not repeated: it may hold a secret."""

    why: str
    of_function: bool

    def __str__(self) -> str:
        name, what = ("value", "the function returned") if self.of_function else ("body", "was sent")
        return f"The reply is not JSON: {self.why}. `reply.{name}` has what {what}."


class UnsupportedMessage(ContractError):
    """Messages of a type cannot be generated."""

    type: str
    reason: str
    template = "Messages of type {type!r} cannot be generated: {reason}."


class UnknownProperty(ContractError):
    """A property is fixed that messages of the type do not have."""

    type: str
    name: str
    known: Sequence[str]

    def __str__(self) -> str:
        hint = did_you_mean(self.name, self.known, f"They have {', '.join(self.known)}.")
        return (
            f"Messages of type {self.type!r} have no property {self.name!r}. {hint} "
            "With `unchecked=True` any property can be fixed."
        )


class BadFixedValue(ContractError):
    """A property is fixed to a value that messages of the type cannot have there."""

    type: str
    name: str
    value: Any
    violation: str

    def __str__(self) -> str:
        return (
            f"{self.name}={shortened(repr(self.value))} does not fit into messages of type {self.type!r}: "
            f"{self.violation}. With `unchecked=True` any value can be fixed."
        )


class BadReplay(ContractError):
    """A text does not stand for an exchange that can be repeated."""

    text: str
    why: str

    def __str__(self) -> str:
        shown = shortened(self.text, 60)
        return f"{shown!r} cannot be replayed: {self.why}. Copy all of what stands in the finding."
