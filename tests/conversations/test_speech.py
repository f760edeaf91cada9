"""What is spoken of tokens, and what a transcriber makes of it."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.conversations.speech import (
    duration,
    guessed,
    heard_parts,
    spoken,
    spoken_until,
    without_markup,
)

SENTENCES = st.text(alphabet="abcdé ,.I'", min_size=1, max_size=60).map(str.strip).filter(bool)


@pytest.mark.parametrize(
    ("output", "text"),
    [("One moment. <flush /> ", "One moment.  "), ("", ""), ("1 < 2", "1 < 2"), ("<br/>", "")],
)
def test_markup_is_not_spoken(output, text):
    """Only markup is left out, its blanks stay."""
    assert without_markup(output) == text


def test_tokens_are_spoken_with_single_blanks():
    """Markup may be split over tokens, and words too."""
    assert spoken(["On", "e ", " moment.", " <fl", "ush /> ", "", " Yes"]) == "One moment. Yes"


@given(text=SENTENCES, count=st.integers(1, 12))
def test_partial_transcripts_get_longer_and_are_of_the_text(text, count):
    """Each is a beginning of the text, but for the capitals and the punctuation of its last two words."""
    heard = [guessed(part) for part in heard_parts(text, count)]

    for guess in heard:
        letters = [letter.lower() for letter in text if letter not in ",. "]
        assert [letter.lower() for letter in guess if letter not in ",. "] == letters[
            : len(guess.replace(",", "").replace(".", "").replace(" ", ""))
        ]
    assert [len(guess.replace(" ", "")) for guess in heard] == sorted(
        len(guess.replace(" ", "")) for guess in heard
    )


def test_a_partial_transcript_may_be_corrected_by_the_next():
    """Punctuation and capitals come once a word is certain."""
    heard = [guessed(part) for part in heard_parts("Hi, I am Ann, and I am here.", 4)]

    assert not all(later.startswith(earlier) for earlier, later in pairwise(heard))


@given(text=SENTENCES, milliseconds=st.integers(-100, 9000))
def test_what_is_spoken_by_a_time_is_whole_words(text, milliseconds):
    """It is a beginning of the text, ends with a word, and is all of it at the end."""
    said = spoken_until(text, milliseconds)

    assert text.startswith(said)
    assert said in ("", text) or text[len(said)] == " "
    assert spoken_until(text, duration(text)) == text
