"""Handlers that keep the text of each turn: a careful one, and faulty ones that change one method of it."""


class Captions:
    """The text of each turn, as a careful developer keeps it."""

    def __init__(self):
        self.texts = {}
        self.interrupted = set()

    def __call__(self, body):
        """A message arrives."""
        message = body["message"]
        turn = self.turn_of(message)
        if turn is None:
            return
        if message["type"] == "user-interrupted":
            self.interrupt(turn)
        elif message["type"] == "model-output" and turn not in self.interrupted:
            self.receive(turn, message)

    def turn_of(self, message):
        """The id that tokens are grouped by."""
        return message.get("turnId")

    def interrupt(self, turn):
        """The turn is discarded."""
        self.interrupted.add(turn)
        self.texts[turn] = ""

    def receive(self, turn, message):
        """A message of a turn arrives."""
        if isinstance(message["output"], str):
            self.append(turn, message["output"])

    def append(self, turn, token):
        """A token arrives."""
        self.texts[turn] = self.texts.get(turn, "") + token

    def read(self, turn):
        """The text of a turn."""
        return self.texts.get(turn, "")


class LateTokens(Captions):
    """Forgets that a turn was interrupted."""

    def interrupt(self, turn):
        """The turn is discarded."""
        self.texts[turn] = ""


class OneBuffer(Captions):
    """Has one text for all turns."""

    def append(self, turn, token):
        """A token arrives."""
        self.texts["all"] = self.texts.get("all", "") + token

    def interrupt(self, turn):
        """The turn is discarded."""
        self.texts["all"] = ""

    def read(self, turn):
        """The text of a turn."""
        return self.texts.get("all", "")


class Words(Captions):
    """Takes tokens for words."""

    def append(self, turn, token):
        """A token arrives."""
        self.texts[turn] = f"{self.texts.get(turn, '')} {token}".strip()


class LastOutput(Captions):
    """Breaks `read` when it receives a list of tool calls."""

    def receive(self, turn, message):
        """A message of a turn arrives."""
        self.texts.setdefault(turn, []).extend(message["output"])

    def interrupt(self, turn):
        """The turn is discarded."""
        self.interrupted.add(turn)
        self.texts[turn] = []

    def read(self, turn):
        """The text of a turn."""
        return "".join(self.texts.get(turn, []))


class TurnIdRequired(Captions):
    """Raises an exception where there is no turn."""

    def turn_of(self, message):
        """The id that tokens are grouped by."""
        return message["turnId"] if message["type"] in ("model-output", "user-interrupted") else None
