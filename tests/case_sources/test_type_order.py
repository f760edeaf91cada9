"""The order of message types."""

from pytest_vapi_contract.case_sources.type_order import ACTED_ON, FIRST, in_order, with_observed
from pytest_vapi_contract.contract import newest


def test_types_that_handlers_act_on_come_first():
    """The first-class ones before all; the others keep the order that they are given in."""
    types = ("hang", "tool-calls", "voice-input", "model-output", "session.created", "chat.created")

    ordered = in_order(types)

    assert ordered == ("session.created", "model-output", "tool-calls", "hang", "voice-input", "chat.created")


def test_the_types_that_handlers_act_on_are_published():
    """A name that Vapi drops is seen here."""
    assert set(FIRST) < set(ACTED_ON) <= set(newest().message_types)


def test_all_types_bring_those_along_that_are_sent_and_not_published_for_servers():
    """Whoever asks for some types gets these and no more."""
    contract = newest()

    everything = with_observed(contract.message_types, contract)

    assert set(everything) - set(contract.message_types) == {"assistant.started"}
    assert with_observed(("hang", "transcript"), contract) == ("hang", "transcript")


def test_the_first_class_types_come_first():
    """`session.created` and `model-output` are checked before all others."""
    assert in_order(["a", "model-output", "b", "session.created"]) == (
        "session.created",
        "model-output",
        "a",
        "b",
    )
