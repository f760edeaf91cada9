"""Patterns of which no text is made are told from those that only look like them."""

import pytest

from pytest_vapi_contract.shapes.hard_patterns import is_hard
from tests.shapes.tiny import compiled


@pytest.mark.parametrize(
    "pattern",
    [
        *("^(a+)+$", "^(a|a)*b{40}$", "^(([a-z])+.)+[A-Z]([a-z])+$", "^(x+x+)+y$"),
        *("^a{1001}$", "^(a{100}){100}$"),
    ],
)
def test_no_text_is_made_of_some_patterns(pattern):
    """It would be long, or to match it takes twice as long with each character."""
    known, shape = compiled({"type": "string", "pattern": pattern})

    assert is_hard(pattern)
    assert "are not generated" in known.why_empty(shape)


@pytest.mark.parametrize(
    "pattern",
    [
        "^[a-z]+(-[a-z]+)*$",
        "^(a|b)*$",
        r"^\d{3}-\d{4}$",
        "^(?:https?|ftp)://",
        r"^([0-9]{1,3}\.){3}[0-9]+$",
        ")(",
    ],
)
def test_other_patterns_are_easy(pattern):
    """Most that repeat what repeats can be read in one way only."""
    assert not is_hard(pattern)
