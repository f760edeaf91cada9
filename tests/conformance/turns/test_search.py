"""What is looked for, in which order, and how it is made shorter."""

from functools import partial
from itertools import count
from time import sleep

import pytest

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance.budget import MOST_DRAWN, SEARCH_TIME
from pytest_vapi_contract.conformance.sender import Sender
from pytest_vapi_contract.conformance.turns.play import TurnPlayer
from pytest_vapi_contract.conformance.turns.search import TurnSearch
from tests.captions import Captions, LateTokens, OneBuffer, TurnIdRequired
from tests.depth import many

NEEDED = {"type", "timestamp", "turnId", "output"}


def search_of(captions, **fields):
    """A search for what captions get wrong."""
    sender = Sender(handler=as_handler(captions), read=captions.read)
    return TurnSearch(player=TurnPlayer(sender=sender), **fields)


class Doubled(Captions):
    """Has each token as often as it is delivered."""


class Unlocked(Captions):
    """Keeps the turn of the current request in a variable that all requests share."""

    def append(self, turn, token):
        """A token arrives."""
        self.current = turn
        sleep(0.002)  # something is written
        super().append(self.current, token)


def test_a_refusal_hides_no_wrong_text():
    """It is told if nothing else is wrong."""

    class Both(TurnIdRequired, LateTokens):
        pass

    assert search_of(Both()).in_order().symptom.name == "late"
    assert search_of(TurnIdRequired()).in_order().turn is None


def test_redelivery_is_only_played_if_it_is_asked_for():
    """Vapi does so only for users who enable retries."""
    assert list(search_of(Doubled()).otherwise()) == []

    [fault] = search_of(Doubled(), schedules=("redelivered",)).otherwise()
    assert fault.symptom.name == "twice"
    assert len(search_of(Doubled()).shortest(fault).steps) == 2


def test_what_goes_wrong_between_calls_at_once_is_found():
    """It is told as it was played: another time it may go well."""
    captions = Unlocked()

    [fault] = search_of(captions).otherwise()

    assert fault.schedule.id == "turns.together"
    assert search_of(captions).shortest(fault) is fault


class SavedAsAWhole(Captions):
    """Makes a new dictionary of all texts, and then has that."""

    def append(self, turn, token):
        """A token arrives."""
        texts = dict(self.texts)
        texts[turn] = texts.get(turn, "") + token
        self.texts = texts


class SavedOnOneLine(Captions):
    """Does the same on one line."""

    def append(self, turn, token):
        """A token arrives."""
        self.texts = {**self.texts, turn: self.texts.get(turn, "") + token}


class CurrentTurn(Captions):
    """Remembers which turn a request is about, one for all requests."""

    def append(self, turn, token):
        """A token arrives."""
        self.current = turn
        self.texts[self.current] = self.texts.get(self.current, "") + token


@pytest.mark.parametrize("captions", [SavedAsAWhole, SavedOnOneLine, CurrentTurn])
@pytest.mark.parametrize("seed", range(many(3, 20)))
def test_what_is_not_thread_safe_is_found_every_time(captions, seed):
    """Even if that takes another thread at one instruction, and nothing waits there."""
    [fault] = search_of(captions(), seed=seed).otherwise()

    assert fault.schedule.id == "turns.together"


def test_a_handler_that_takes_one_request_at_a_time_gets_no_more():
    """As an instance of AWS Lambda does."""
    assert list(search_of(Unlocked(), at_once=False).otherwise()) == []


def test_careful_captions_stand_every_schedule():
    """A handler that ignores what it knows is right if messages come again."""

    class Known(Captions):
        seen = frozenset()

        def receive(self, turn, message):
            key = turn, message["timestamp"], str(message["output"])
            if key not in self.seen:
                self.seen |= {key}
                super().receive(turn, message)

    search = search_of(Known(), schedules=("redelivered", "swapped"))

    assert search.in_order() is None
    assert list(search.otherwise()) == []


def test_random_conversations_end_with_the_time():
    """The number of those that were played is known."""
    fault, played = search_of(Captions()).drawn(0.0)

    assert (fault, played) == (None, 1)


@pytest.mark.parametrize(("waits", "played"), [(0.0, 1), (SEARCH_TIME, MOST_DRAWN)])
def test_a_busy_machine_does_not_end_random_conversations(monkeypatch, waits, played):
    """The time in which other processes had the processors does not count, as it costs no message either."""
    times, waited = count(step=SEARCH_TIME), count(step=waits)
    monkeypatch.setattr("pytest_vapi_contract.clock.now", lambda: next(times))
    monkeypatch.setattr("pytest_vapi_contract.clock.waited_for_processor", lambda: next(waited))

    assert search_of(Captions()).drawn() == (None, played)


def test_work_that_goes_on_after_a_reply_is_waited_for():
    """A conversation is only shorter if its text is wrong when all is done."""
    captions, asked = LateTokens(), set()

    def read(turn):
        text = captions.read(turn)
        is_known = (turn, text) in asked
        asked.add((turn, text))
        return text if is_known else "not yet"

    sender = Sender(handler=as_handler(captions), read=read)
    search = TurnSearch(player=TurnPlayer(sender=sender))

    shortest = search.shortest(search.in_order())

    assert search.player.notes.is_late
    assert shortest.symptom.name == "late"


@pytest.mark.parametrize("kind", [LateTokens, OneBuffer])
def test_records_of_the_call_are_left_out(kind):
    """What repeats the fault is short then, also if the handler has text of earlier conversations."""
    search = search_of(kind())

    shortest = search.shortest(search.in_order())

    assert {name for step in shortest.steps for name in step.event.message} == NEEDED


def test_records_that_the_fault_needs_are_kept():
    """Such as the call, by which a handler groups tokens."""

    class ByCall(OneBuffer):
        def __call__(self, body):
            if "call" in body["message"]:
                super().__call__(body)

    search = search_of(ByCall())

    assert "call" in search.shortest(search.in_order()).steps[0].event.message


class StoppedForGood(Captions):
    """Has no text of any turn after the first interruption."""

    stopped = False

    def interrupt(self, turn):
        """The turn is discarded."""
        super().interrupt(turn)
        self.stopped = True

    def append(self, turn, token):
        """A token arrives."""
        if not self.stopped:
            super().append(turn, token)


class FewTurns(Captions):
    """Has the text of three turns, and of no other one."""

    def append(self, turn, token):
        """A token arrives."""
        if turn in self.texts or len(self.texts) < 3:
            super().append(turn, token)


def test_what_an_earlier_conversation_left_behind_makes_no_shorter_one():
    """The conversation that is shown goes wrong in a handler that has seen no other one."""
    search = search_of(StoppedForGood())
    fault = search.in_order()

    shortest = search.shortest(fault)

    assert shortest.reservation.startswith("shorter ones may go wrong only after it")
    assert search_of(StoppedForGood()).player.play(shortest.conversation).kind == fault.kind


def test_with_reset_the_shortest_conversation_is_found():
    """It is played from the same state each time."""
    captions = StoppedForGood()
    reset = partial(captions.__dict__.update, stopped=False)
    sender = Sender(handler=as_handler(captions), read=captions.read, reset=reset)
    search = TurnSearch(player=TurnPlayer(sender=sender))

    shortest = search.shortest(search.in_order())

    assert [step.event.message["type"] for step in shortest.steps] == ["user-interrupted", "model-output"]
    assert shortest.reservation == ""


def test_what_is_wrong_from_its_first_event_may_be_left_behind():
    """It is said so, as alone it may be right."""
    search = search_of(FewTurns())

    fault = search.shortest(search.in_order())

    assert fault.reservation.startswith("after other conversations")
    assert search_of(FewTurns()).player.play(fault.conversation) is None
