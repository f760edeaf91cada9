"""What all errors have in common: fields, a text that is made of them, and words that such texts share."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, ClassVar, dataclass_transform

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Self


HOME = "pytest_vapi_contract.errors"  #: Where users import an error from, and what tracebacks call it.


@dataclass_transform(eq_default=False)
class ContractError(Exception):
    """
    The base class of all errors of this package.

    A subclass is written like a dataclass: it names its fields, and the template of its text. Real
    dataclasses would take longer to import.
    """

    __module__ = HOME
    template: ClassVar[str] = ""  #: The text, with the names of fields in braces.
    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls._fields = (*cls._fields, *cls.__annotations__)
        cls.__module__ = HOME

    def __init__(self, *values: Any, **named: Any) -> None:
        given = dict(zip(self._fields, values, strict=False)) | named
        if len(values) + len(named) != len(self._fields) or given.keys() != set(self._fields):
            raise TypeError(f"{type(self).__name__} has the fields {self._fields}, not {values} and {named}.")
        super().__init__(*(given[name] for name in self._fields))
        vars(self).update(given)

    def __str__(self) -> str:
        return self.template.format(**vars(self))

    def altered(self, change: Callable[[str], str]) -> Self:
        """The same error with each text in it changed, such as by masking."""
        return type(self)(*(change(each) if isinstance(each, str) else each for each in self.args))


def did_you_mean(name: str, known: Sequence[str], otherwise: str = "") -> str:
    """The known name that a name may be meant as, as a question; if none is close, another sentence."""
    close = get_close_matches(name, known, n=1)
    return f"Did you mean {close[0]!r}?" if close else otherwise


def one_of(value: Any, choices: Sequence[str]) -> str:
    """Advice for an option that takes one of a few values, and which of them may be meant."""
    question = did_you_mean(value, choices) if isinstance(value, str) else ""
    return f"{question} It must be {', '.join(map(repr, choices[:-1]))} or {choices[-1]!r}.".lstrip()


def unusable(option: str, value: Any, advice: str) -> str:
    """The text about the value of an option. A value that must not be repeated is given as `...`."""
    shown = "…" if value is ... else shortened(repr(value))
    return f"{option}={shown} cannot be used. {advice}"


def named(target: Any) -> str:
    """An object as a text may call it."""
    name = getattr(target, "__qualname__", None)
    return repr(name) if isinstance(name, str) else f"an object of type {type(target).__name__!r}"


def shortened(text: str, longest: int = 80) -> str:
    """A text that fits into a sentence."""
    return text if len(text) <= longest else f"{text[: longest - 3]}..."
