"""The values of options, from their texts. Each function raises `UsageError`, which ends the session."""

from collections.abc import Callable
from typing import Any

import pytest

from ..option_table import FrontEndOption

#: What says yes to a flag in the settings.
YES = frozenset({"yes", "true", "on", "1"})


def given(option: FrontEndOption, value: str | None) -> Any:
    """What was given; for a flag whether it was."""
    return value if option.metavar is not None else (value or "").lower() in YES


def choice(option: FrontEndOption, text: str) -> Any:
    """One of the values that an option takes."""
    if text not in option.choices:
        *others, last = map(repr, option.choices)
        expected = f"{', '.join(others)} or {last}"
        raise pytest.UsageError(f"--vapi-{option.name} must be {expected}, not {text!r}.")
    return text


def listed(option: FrontEndOption, text: str | None) -> tuple[str, ...]:
    """The values of an option that can have several, between commas or blanks."""
    texts = tuple(dict.fromkeys((text or "").replace(",", " ").split()))
    return tuple(choice(option, text) for text in texts) if option.choices else texts


def seconds(option: FrontEndOption, text: str | None) -> float | None:
    """The seconds of a duration; None if none was given."""
    if not text:
        return None
    from ..parse_duration import seconds_of

    try:
        return seconds_of(text)
    except ValueError as error:
        raise pytest.UsageError(f"--vapi-{option.name} {error}.") from None


def number(option: FrontEndOption, text: str) -> int:
    """A whole number that is large enough."""
    if not text.isdecimal() or int(text) < (option.least or 0):
        raise pytest.UsageError(
            f"--vapi-{option.name} must be a whole number, at least {option.least}, not {text!r}."
        )
    return int(text)


def function(name: str, target: str) -> Callable[..., Any] | None:
    """The function that an option names; None if it names none."""
    if not target:
        return None
    from ..delivery.import_string import load

    found = load(target)
    if not callable(found):
        raise pytest.UsageError(f"--vapi-{name} must name a function; {target!r} is not a function.")
    named: Callable[..., Any] = found
    return named
