"""The report at the end of a call."""

import re

from tests.samples.observed.messages import NINE, milliseconds, observed


def test_a_report_has_nine_properties_that_agree_with_the_artifact():
    """No schema declares them, and handlers rely on them."""
    for message in observed("end-of-call-report"):
        artifact = message["artifact"]
        assert message.keys() >= NINE
        for name in ("transcript", "messages", "recordingUrl", "stereoRecordingUrl"):
            assert message[name] == artifact[name]
        assert message["summary"] == message["analysis"]["summary"]
        assert message["cost"] == message["costBreakdown"]["total"]
        assert abs(sum(each["cost"] for each in message["costs"]) - message["cost"]) < 0.0001
        recording = rf"https://storage\.vapi\.ai/{message['call']['id']}-\d{{13}}-[0-9a-f-]{{36}}-mono\.wav"
        assert re.fullmatch(recording, message["recordingUrl"])


def test_a_report_has_one_clock():
    """Its stamps, its length and the times of its dialogue are those of one call."""
    for seed, message in enumerate(observed("end-of-call-report")):
        started, ended = (milliseconds(message[name]) for name in ("startedAt", "endedAt"))
        assert milliseconds(message["call"]["createdAt"]) < started < ended < message["timestamp"], seed
        assert message["durationMs"] == ended - started
        assert message["durationSeconds"] == message["durationMs"] / 1000
        assert message["durationMinutes"] == round(message["durationMs"] / 60_000, 4)
        for entry in message["messages"]:
            assert started <= entry["time"] <= entry.get("endTime", entry["time"]) <= ended
            assert entry["secondsFromStart"] == (entry["time"] - started) / 1000
