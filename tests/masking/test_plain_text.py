"""What a handler says is made plain before anybody reads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.masking.plain_text import beginning, on_one_line, plain


class Loud(str):
    """Text whose own methods break."""

    __slots__ = ()

    def __len__(self):
        raise SystemExit(0)

    def __getitem__(self, at):
        raise SystemExit(0)


@given(st.text())
def test_what_is_left_is_printable(text):
    """Only line breaks and tabs are kept of what is not."""
    left = plain(text)

    assert left.replace("\n", "").replace("\t", "").isprintable()
    assert on_one_line(left).isprintable()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("\x1b[2Jgone", "\\x1b[2Jgone"),
        ("\u202eback", "\\u202eback"),
        ("\ud800", "\\ud800"),
        ("naïve 電話", "naïve 電話"),
        ("two\nlines", "two\nlines"),
    ],
)
def test_controls_directions_and_surrogates_are_escaped(text, left):
    """They are written as Python writes them."""
    assert plain(text) == left


def test_the_methods_of_a_text_are_not_called():
    """An exception may return an instance of a subclass as its text."""
    kept = beginning(Loud("abc"), 2)

    assert type(kept) is str
    assert kept == "ab"
