"""A call whose events are made one by one agrees in all of them."""

from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.samples.improvised_call import ImprovisedCall


def test_events_agree():
    """They are of one call, their times go on, and the dialogue has what was said."""
    live = ImprovisedCall(3, "web", newest(), "customer-ended-call")
    live.event("status-update", status="in-progress")
    live.is_said("user", "Hi")

    report = live.event("end-of-call-report").message

    assert [event.at for event in live.call.events] == [0.04, 0.08]
    assert report["transcript"] == "User: Hi\n"
    assert report["call"]["id"] == live.call.id


def test_an_event_has_nothing_of_the_ones_before():
    """A token without a turn does not get the turn of the token before it."""
    live = ImprovisedCall(3, "web", newest(), "customer-ended-call")
    live.event("model-output", output="Hi", turnId="one")

    message = live.event("model-output", output=" there").message

    assert "turnId" not in message
