"""What a call has left so far."""

from itertools import chain, pairwise

import pytest

from pytest_vapi_contract.samples.observed.artifact import LATENCIES
from tests.samples.observed.messages import DURING, observed


def test_variables_are_there_twice():
    """`variables` and `variableValues` tell the same, about the same call."""
    for message in chain.from_iterable(observed(type, count=20) for type in DURING):
        artifact = message["artifact"]
        assert artifact["variables"] == artifact["variableValues"]
        assert artifact["variables"]["call"]["id"] == message["call"]["id"]
        assert artifact["variables"]["transport"] == message["call"]["transport"]


def test_latencies_are_of_the_answers():
    """One for each answer to the user, the sum of its parts, and the averages are theirs."""
    for message in observed("end-of-call-report", count=40):
        entries, metrics = message["messages"], message["artifact"]["performanceMetrics"]
        answers = [pair for pair in pairwise(entries) if [one["role"] for one in pair] == ["user", "bot"]]

        turns = metrics["turnLatencies"]

        assert len(turns) == len(answers)
        for turn in turns:
            parts = [turn[name] for name in LATENCIES]
            assert turn["turnLatency"] == sum(parts)
        if turns:
            average = sum(turn["turnLatency"] for turn in turns) / len(turns)
            assert metrics["turnLatencyAverage"] == pytest.approx(average, abs=0.01)


def test_only_a_report_has_recordings():
    """During a call there is a dialogue, and no file yet."""
    files = {"recording", "recordingUrl", "stereoRecordingUrl", "logUrl", "transcript"}

    for type in DURING:
        [artifact] = [message["artifact"] for message in observed(type, count=1)]

        assert artifact.keys() >= {"messages", "messagesOpenAIFormatted", "variables"}
        assert artifact.keys() & files == (files if type == "end-of-call-report" else set())
