"""Captions of a call: Hypothesis makes up the call, and compares them with the model after each event."""

from hypothesis.stateful import invariant

from pytest_vapi_contract.conversations import CallMachine


class Captions:
    """The text of each turn, for a caption below the video."""

    def __init__(self):
        self.texts = {}
        self.interrupted = set()

    def receive(self, message):
        turn = message.get("turnId")
        if message["type"] == "user-interrupted" and turn:
            self.interrupted.add(turn)
            self.texts[turn] = ""
        if message["type"] == "model-output" and turn and turn not in self.interrupted:
            output = message["output"]
            self.texts[turn] = self.texts.get(turn, "") + (output if isinstance(output, str) else "")


class CaptionMachine(CallMachine):
    def __init__(self):
        super().__init__()
        self.captions = Captions()

    def send(self, message):
        self.captions.receive(message)

    @invariant()
    def captions_are_those_of_the_model(self):
        for turn_id, text in self.texts.texts.items():
            assert self.captions.texts[turn_id] == text


TestCaptions = CaptionMachine.TestCase
