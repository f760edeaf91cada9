"""A machine makes calls with a handler, and its invariants find what is wrong with it."""

import pytest
from hypothesis import Phase, settings
from hypothesis.stateful import invariant, run_state_machine_as_test

from pytest_vapi_contract import Contract
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.conversations import CallMachine, TurnTexts
from tests.depth import many

CONTRACT = shipped(Contract.revisions()[-1])
FEW = settings(max_examples=many(12, 300), stateful_step_count=15, database=None)


class Captions(CallMachine):
    """A handler of captions that is correct, and its tester."""

    forgets = True

    def __init__(self):
        super().__init__()
        self.captions, self.interrupted = {}, set()

    def send(self, message):
        """Keep the text of a turn until it is interrupted."""
        turn = message.get("turnId")
        if turn is None or turn in self.interrupted:
            return
        if message["type"] == "user-interrupted":
            self.captions[turn] = ""
            self.interrupted |= {turn} if self.forgets else set()
        elif isinstance(message["output"], str):
            self.captions[turn] = self.captions.get(turn, "") + message["output"]

    @invariant()
    def captions_are_those_of_the_model(self):
        """The only thing that its author has to write."""
        assert self.captions == dict(self.texts.texts)


class Resurrecting(Captions):
    """A handler to which late tokens bring back the turn."""

    forgets = False


class Recording(CallMachine):
    """A handler that keeps all messages."""

    scenario = "inbound"

    def __init__(self):
        super().__init__()
        self.received = []

    def send(self, message):
        """Keep the message, which the model has had too."""
        self.received.append(message)

    @invariant()
    def the_events_are_those_of_a_call(self):
        """Not violating, of one call, in order of time, and known to the model."""
        events = self.call.events
        times = [event.at for event in events]
        assert times == sorted(times)
        assert len({message["call"]["id"] for message in self.call.messages}) == min(len(events), 1)
        assert self.received[len(self.received) - len(events) :] == list(self.call.messages)
        assert self.texts == TurnTexts.of(self.received)
        if events:
            assert CONTRACT.standing(events[-1].message) != "violating"


def test_a_correct_handler_passes():
    """Whatever the machine does."""
    run_state_machine_as_test(Captions, settings=FEW)


def test_a_handler_that_late_tokens_confuse_is_found():
    """And shrunk to a token, an interruption and a late token."""
    search = settings(FEW, max_examples=100, stateful_step_count=8, phases=[Phase.generate, Phase.shrink])

    with pytest.raises(AssertionError) as caught:
        run_state_machine_as_test(Resurrecting, settings=search)

    told = "\n".join(caught.value.__notes__)
    steps = [line.split("state.")[1].split("(")[0] for line in told.splitlines() if "state." in line]
    rules = [step for step in steps if step not in ("captions_are_those_of_the_model", "teardown")]
    assert rules == ["first_call", "turn_begins", "turn_is_interrupted", "late_token_comes"]


def test_messages_are_those_of_calls():
    """One after the other, each with its report."""
    run_state_machine_as_test(Recording, settings=FEW)


def test_a_machine_needs_a_handler():
    """Who forgets to say how a message is delivered is told."""
    with pytest.raises(NotImplementedError, match=r"CallMachine must implement send\(self, message\)"):
        CallMachine().send({})
