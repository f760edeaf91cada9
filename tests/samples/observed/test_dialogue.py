"""The dialogue of a call, in the two ways in which an artifact tells it."""

import pytest

from tests.samples.observed.messages import CAPTURED, DURING, captured, observed


@pytest.mark.parametrize("type", [each for each in CAPTURED if each != "assistant-request"])
def test_entries_of_a_dialogue_have_what_captured_ones_have(type):
    """Of each role there is all that every captured entry of the role has, in both ways to tell it."""

    def names(message):
        found = {}
        entries = (*message["artifact"]["messages"], *message["artifact"]["messagesOpenAIFormatted"])
        for entry in entries:
            kind = entry["role"], "tool_calls" in entry, "message" in entry
            found[kind] = found.get(kind, entry.keys()) & entry.keys()
        return found

    wanted = names(captured(type))
    for message in observed(type):
        for kind, having in names(message).items():
            assert wanted.get(kind, set()) <= having


@pytest.mark.parametrize("type", DURING)
def test_the_two_ways_to_tell_the_dialogue_are_twins(type):
    """Entry by entry they tell the same; only of a call that is pending there is one entry more."""
    roles = {"system": "system", "bot": "assistant", "user": "user"}
    for message in observed(type, count=40):
        told, formatted = message["artifact"]["messages"], message["artifact"]["messagesOpenAIFormatted"]
        for one, other in zip(told, formatted, strict=False):
            if one["role"] in roles:
                assert other == {"role": roles[one["role"]], "content": one["message"]}
            elif one["role"] == "tool_calls":
                assert other == {"role": "assistant", "tool_calls": one["toolCalls"]}
            else:
                assert (other["tool_call_id"], other["content"]) == (one["toolCallId"], one["result"])
        more = formatted[len(told) :]
        assert all(one["role"] == "tool" for one in more)
        assert bool(more) == (type == "tool-calls")
        assert message["assistant"]["model"]["messages"][0]["content"] == told[0]["message"]


def test_words_of_the_user_are_timed_and_weighed():
    """They are those that were said, between the beginning and the end of the entry."""
    for message in observed("end-of-call-report", count=40):
        for entry in message["artifact"]["messages"]:
            if entry["role"] != "user":
                assert "metadata" not in entry
                continue
            words = entry["metadata"]["wordLevelConfidence"]
            assert " ".join(word["punctuated_word"] for word in words) == entry["message"]
            assert words[0]["start"] == entry["secondsFromStart"]
            assert abs(words[-1]["end"] - entry["secondsFromStart"] - entry["duration"] / 1000) < 0.002
            assert all(0 < word["confidence"] <= 1 for word in words)
