"""The timing of speech, for the voices that tell it."""

import pytest

from pytest_vapi_contract import samples
from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.conversations.timing import VOICES, timing_of


def timing(voice, text, *, is_first=False):
    """The timing of a voice."""
    return timing_of(text, VOICES.index(voice), is_first=is_first).get("timing")


def test_words_are_counted():
    """At first their number is not known, and it is 0."""
    assert timing("word-progress", "One moment", is_first=True) == {
        "type": "word-progress",
        "wordsSpoken": 0,
        "totalWords": 0,
    }
    assert timing("word-progress", "One moment")["wordsSpoken"] == 2


def test_words_are_aligned():
    """The blanks between them too: each begins when the one before it ends."""
    assert timing("word-alignment", "One mo") == {
        "type": "word-alignment",
        "words": ["One", " ", "mo"],
        "wordsStartTimesMs": [0, 180, 240],
        "wordsEndTimesMs": [180, 240, 360],
    }
    assert timing("word-alignment", "")["words"] == []


def test_some_voices_tell_no_timing():
    """The property is missing then."""
    assert timing(None, "One moment") is None


@pytest.mark.parametrize("seed", range(len(VOICES)))
def test_a_call_has_one_voice(seed):
    """Every speech of a call has the timing of its voice, and conforms to the schema."""
    call = samples.call(seed, "web", turns=2, interruptions=0, reading="every")
    spoken = [message for message in call.messages if message["type"] == "assistant.speechStarted"]

    assert {message.get("timing", {}).get("type") for message in spoken} == {VOICES[seed]}
    assert {newest().standing(message) for message in spoken} == {"conforming"}
    if VOICES[seed] == "word-progress":
        assert spoken[0]["timing"]["totalWords"] == 0 < spoken[-1]["timing"]["totalWords"]
