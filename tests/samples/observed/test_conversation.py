"""A conversation as production knows it."""

import pytest

from tests.samples.observed.messages import CALLED, UUID7, milliseconds, observed


@pytest.mark.parametrize("type", CALLED)
def test_the_id_of_a_call_tells_when_it_was_created(type):
    """It is a UUID of version 7."""
    for message in observed(type, count=40):
        call = message["call"]

        assert UUID7.fullmatch(call["id"])
        assert int(call["id"].replace("-", "")[:12], 16) == milliseconds(call["createdAt"])


def test_a_status_agrees_with_the_dialogue():
    """A call that is over tells why; one that nobody has spoken in has its prompt alone."""
    statuses = set()
    for message in observed("status-update"):
        statuses.add(message["status"])
        assert ("endedReason" in message) == (message["status"] == "ended")
        if message["status"] in ("in-progress", "ringing", "queued"):
            assert [entry["role"] for entry in message["artifact"]["messages"]] == ["system"]
    assert statuses == {"in-progress", "ended", "forwarding", "ringing", "queued"}
