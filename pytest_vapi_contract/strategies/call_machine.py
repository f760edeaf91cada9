"""A state machine of Hypothesis that makes a call with a webhook, event by event."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, initialize, rule

from ..contract import Contract, newest
from ..conversations.call import Call
from ..conversations.plan import CallScenario
from ..conversations.reference_model import TurnTexts
from ..conversations.speech import spoken
from ..json_paths import Object
from ..realism import makers
from ..samples.improvised_call import ImprovisedCall
from .calls import REASONS, SAID, SEEDS, TOKEN


class CallMachine(RuleBasedStateMachine):
    """
    A call that Hypothesis makes up event by event, to be subclassed.

    Implement `send`, which delivers a message to your handler, and write invariants that compare your state
    with `texts`, the model of the turns after the events so far; `call` has those events. The rules begin
    turns, go on with them and interrupt them, in any order and several at a time, send late tokens and
    messages without a `turnId`, and end the call with its report::

        class Captions(CallMachine):
            def send(self, message):
                client.post("/webhook", json={"message": message})

            @invariant()
            def captions_are_those_of_the_model(self):
                for turn_id, text in self.texts.texts.items():
                    assert captions(turn_id) == text

        TestCaptions = Captions.TestCase
    """

    scenario: CallScenario = "web"  #: How each call comes about: "web", "inbound" or "outbound".
    contract: Contract | None = None  #: The newest one if it is `None`.

    open_turns: Bundle[str] = Bundle("open_turns")
    interrupted_turns: Bundle[str] = Bundle("interrupted_turns")

    def __init__(self) -> None:
        super().__init__()
        self.texts = TurnTexts()  #: What a correct handler has of each turn so far.
        self._open: set[str] = set()  # the turns of the call, without those that are complete

    @property
    def call(self) -> Call:
        """The events of the call so far; once it is over, another one begins."""
        return self._call.call

    def send(self, message: Object) -> None:
        """Deliver a message, which is without its envelope, to your handler. Implement this."""
        raise NotImplementedError(f"{type(self).__name__} must implement send(self, message).")

    @initialize(seed=SEEDS, reason=st.sampled_from(REASONS))
    def first_call(self, seed: int, reason: str) -> None:
        """A call begins."""
        self._begins(seed, reason)

    @rule(target=open_turns, token=TOKEN)
    def turn_begins(self, token: str) -> str:
        """The first token of a response comes; other turns may not be complete yet."""
        turn = makers.as_uuid(int(makers.digest("turn of a machine", len(self.texts.texts))[:32], 16))
        self._open.add(turn)
        self._sends("model-output", turnId=turn, output=token)
        return turn

    @rule(turn=open_turns, token=TOKEN)
    def token_follows(self, turn: str, token: str) -> None:
        """A turn goes on."""
        if turn in self._open:
            self._sends("model-output", turnId=turn, output=token)

    @rule(turn=consumes(open_turns))
    def turn_is_complete(self, turn: str) -> None:
        """The assistant has said all of a turn."""
        if turn in self._open:
            self._open.remove(turn)
            self._says("assistant", "bot", spoken([self.texts.text(turn)]))

    @rule(target=interrupted_turns, turn=consumes(open_turns))
    def turn_is_interrupted(self, turn: str) -> str:
        """The user interrupts a turn: its tokens are to be discarded."""
        if turn in self._open:
            self._sends("user-interrupted", turnId=turn)
        return turn

    @rule(turn=interrupted_turns, token=TOKEN)
    def late_token_comes(self, turn: str, token: str) -> None:
        """A token of an interrupted turn was on its way."""
        if turn in self._open:
            self._sends("model-output", turnId=turn, output=token)

    @rule(token=TOKEN)
    def output_without_turn_comes(self, token: str) -> None:
        """An output has no `turnId`, which the schema does not require."""
        self._sends("model-output", output=token)

    @rule(said=st.sampled_from(SAID))
    def user_speaks(self, said: str) -> None:
        """The user says something."""
        self._says("user", "user", said)

    @rule()
    def silence_falls(self) -> None:
        """Nobody has spoken for some seconds."""
        self._sends("hang")

    @rule(seed=SEEDS, reason=st.sampled_from(REASONS))
    def next_call(self, seed: int, reason: str) -> None:
        """The call ends with its report, and another one begins."""
        self._sends("status-update", status="ended", endedReason=self._call.reason)
        self._sends("end-of-call-report")
        self._begins(seed, reason)

    def _begins(self, seed: int, reason: str) -> None:
        self._call = ImprovisedCall(seed, self.scenario, self.contract or newest(), reason)
        self._open = set()
        if self.scenario == "inbound":
            self._sends("assistant-request")
        self._sends("status-update", status="in-progress")

    def _says(self, role: str, kind: str, said: str) -> None:
        if not said:
            return
        self._sends("speech-update", status="started", role=role)
        self._call.is_said(kind, said)
        self._sends("conversation-update")
        self._sends("transcript", role=role, transcriptType="final", transcript=said)
        self._sends("speech-update", status="stopped", role=role)

    def _sends(self, type: str, **facts: Any) -> None:
        """Send the next event, and tell the model."""
        message = self._call.event(type, **facts).message
        self.texts = self.texts.after(message)
        self.send(message)
