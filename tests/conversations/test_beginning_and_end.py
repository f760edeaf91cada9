"""How a call comes about, and what is sent when it is over."""

import pytest

from pytest_vapi_contract.conversations.call_events import play
from tests.conversations.plans import plan

BEGINNINGS = {
    "inbound": ["assistant-request", "in-progress", "assistant.started"],
    "outbound": ["queued", "ringing", "in-progress", "assistant.started"],
    "web": ["in-progress", "assistant.started"],
}
END = ["ended", "end-of-call-report", "call.artifact.upload", "call.artifact.upload"]


def names(happenings):
    """Of a status update the status, and else the type."""
    return [each.facts.get("status", each.type) for each in happenings]


@pytest.mark.parametrize("scenario", BEGINNINGS)
def test_a_call_begins_as_its_scenario_does(scenario):
    """Nothing comes before the call is in progress but what brings it about."""
    beginning = BEGINNINGS[scenario]

    assert names(play(plan(scenario)))[: len(beginning)] == beginning


@pytest.mark.parametrize("scenario", BEGINNINGS)
def test_a_call_ends_with_its_status_and_seconds_later_its_report(scenario):
    """The recordings come last, each once."""
    *_, ended, report, _first, _last = happenings = list(play(plan(scenario)))

    assert names(happenings)[-4:] == END
    assert 2000 < report.at - ended.at < 10_000
    assert ended.facts["endedReason"] == "customer-ended-call"
    assert {each.ended for each in happenings[-4:]} == {ended.at}


@pytest.mark.parametrize(
    ("scenario", "asked"),
    [("inbound", ["transfer-destination-request", "forwarding"]), ("web", ["handoff-destination-request"])],
)
def test_a_webhook_may_be_asked_where_a_call_goes(scenario, asked):
    """A phone call is forwarded then; a web call, which has no phone, is handed off."""
    found = names(play(plan(scenario, has_transfer_request=True)))

    assert found[-len(END) - len(asked) :] == [*asked, *END]
