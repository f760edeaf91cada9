"""Events that are lost behind a 200, and why; and handlers that rightly ignore some."""

from threading import Timer

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.lost import LostEvents
from tests.conformance.effects.small_calls import CALL, OTHERS, REPORT, Calls, Reports, event, status

OTHER_REPORT = {"type": REPORT, "call": {"id": "x-0001"}, "endedReason": "silence"}


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


def lost(handler, *calls, type=REPORT, messages=(), values=(), envelope=True):
    """What is wrong with the events of a type."""
    survey = handler.survey(*(calls or (CALL,)), handled=(type,))
    search = LostEvents(
        survey=survey, messages=lambda _: messages, values=lambda _: values, envelope=envelope
    )
    return list(search.of_type(type))


def faults(*of):
    """The faults, by their names."""
    return [each.effect.fault for each in lost(*of)]


def test_a_report_without_an_effect_is_lost():
    """The table has each of them, and the exchange is that of the last one."""
    [found] = lost(Calls())

    assert found.effect.fault == "no effect"
    assert found.effect.facts == {"calls": "1 call", "events": "1"}
    assert found.effect.events == (
        "  time  event               state",
        "  3.00  end-of-call-report  unchanged",
    )


def test_a_handler_that_acts_on_one_event_of_a_type_is_right():
    """It may ignore the others: partial transcripts, or a status that says nothing to it."""

    class Ended(Calls):
        def act(self, message, call, body):
            if message.get("status") == "ended":
                self.rows[call] = True

    assert lost(Ended(), type="status-update") == []


def test_a_handler_that_needs_an_earlier_event_is_right():
    """Events are sent as a call sends them."""

    class Known(Reports):
        def act(self, message, call, body):
            if message.get("status") == "in-progress":
                self.rows[call] = ""
            if call in self.rows:
                super().act(message, call, body)

    assert lost(Known()) == []


def test_another_message_of_the_type_may_have_the_effect():
    """Such as a reason that no played call ends with."""

    class Silence(Calls):
        def act(self, message, call, body):
            if message.get("endedReason") == "silence":
                self.rows[call] = True

    assert faults(Silence()) == ["no effect"]
    assert lost(Silence(), messages=[OTHER_REPORT]) == []


REASONS = [("endedReason", "customer-ended-call"), ("endedReason", "voicemail")]


def test_a_listed_value_may_have_the_effect():
    """A handler may act on one reason of hundreds."""

    class Voicemail(Calls):
        def act(self, message, call, body):
            if message.get("endedReason") == "voicemail":
                self.rows[call] = True

    assert faults(Voicemail()) == ["no effect"]
    assert lost(Voicemail(), values=REASONS) == []


def test_a_listed_value_may_have_the_effect_only_in_the_first_event_of_its_call():
    """What comes of the same type and call is taken for a second delivery."""

    class First(Calls):
        def act(self, message, call, body):
            if message["type"] == REPORT:
                seen = self.__dict__.setdefault("seen", set())
                if call not in seen and message["endedReason"] == "voicemail":
                    self.rows[call] = True
                seen.add(call)

    assert lost(First(), values=REASONS) == []


def test_listed_values_have_times_of_their_own():
    """A handler may take messages of one type, call and time for one that was delivered again."""

    class Once(Calls):
        def act(self, message, call, body):
            if message["type"] == "hang":
                self.rows = {"hung": call}
            key = (message["type"], call, message["timestamp"])
            seen = self.__dict__.setdefault("seen", set())
            if key not in seen and message.get("endedReason") == "voicemail" and "hung" in self.rows:
                self.rows[call] = True
            seen.add(key)

    assert lost(Once(), values=REASONS) == []


def test_an_effect_may_come_after_the_reply(monkeypatch):
    """It is waited for before a handler is blamed."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.01, 0.5))

    class Queue(Reports):
        def act(self, message, call, body):
            Timer(0.05, super().act, (message, call, body)).start()

    assert lost(Queue()) == []


def test_what_is_read_from_the_top_level_is_told():
    """It has an effect when its properties are there, too."""

    class TopLevel(Calls):
        def act(self, message, call, body):
            if body.get("type") == REPORT:
                self.rows[body["call"]["id"]] = body["endedReason"]

    [found] = lost(TopLevel())

    assert found.effect.fault == "top level"
    assert found.effect.facts["what"] == "the message"
    assert [line.split()[-1] for line in found.effect.events[1:]] == ["unchanged", "'over'"]


def test_one_property_that_is_read_from_the_top_level_is_named():
    """If it alone makes the difference."""

    class TopCall(Calls):
        def act(self, message, call, body):
            if message["type"] == REPORT and "call" in body:
                self.rows[body["call"]["id"]] = True

    [found] = lost(TopCall())

    assert found.effect.facts["what"] == "`call`"
    assert "with `call` at the top level, too" in found.effect.events[-1]


def test_a_handler_without_the_envelope_is_not_asked_for_one():
    """It never sees it."""
    [found] = lost(Calls(), envelope=False)

    assert found.effect.fault == "no effect"


def test_who_waits_for_what_is_never_in_the_call_is_told():
    """`call` is the record of when it was created."""

    class Waits(Calls):
        def act(self, message, call, body):
            if message["type"] == REPORT and message["call"]["status"] == "ended":
                self.rows[call] = True

    [found] = lost(Waits())

    assert found.effect.fault == "call record"
    assert found.effect.facts["what"] == "call.status"
    assert found.effect.facts["value"] == '"ended"'


def test_an_exception_that_is_swallowed_is_told():
    """With its line, and where it was caught."""

    class Swallows(Calls):
        def act(self, message, call, body):
            try:
                self.rows[call] = message["summary"] if message["type"] == REPORT else self.rows[call]
            except Exception:  # noqa: BLE001 - that is the fault
                return

    [found] = lost(Swallows())

    assert found.effect.fault == "swallowed"
    assert found.effect.facts["what"].startswith("KeyError at tests/conformance/effects/test_lost.py:")
    assert found.exchange.caught.type == "KeyError"


class Numbers(Calls):
    """Keeps the number of each caller."""

    def act(self, message, call, body):
        """Do as the class says."""
        try:
            self.keep(message, call)
        except Exception:  # noqa: BLE001 - that is the fault
            return

    def keep(self, message, call):
        """Do as the class says."""
        if message["type"] == REPORT:
            self.rows[call] = message["customer"]["number"]


class Careful(Numbers):
    """Says that a caller may have no number."""

    def act(self, message, call, body):
        """Do as the class says."""
        try:
            self.keep(message, call)
        except KeyError:
            return


WEB = (status("in-progress"), *OTHERS, event(REPORT, 2.0))
PHONE = (status("in-progress"), *OTHERS, event(REPORT, 2.0, customer={"number": "+1"}))


def test_a_call_whose_events_are_swallowed_is_found_beside_others():
    """A broad `except` hides that some calls lack a property."""
    [found] = lost(Numbers(), PHONE, WEB)

    assert found.effect.fault == "swallowed"
    assert found.exchange.caught.message == "'customer'"


class Counts(Numbers):
    """Counts the reports as well."""

    def __init__(self):
        super().__init__()
        self.rows = {"reports": 0, "numbers": {}}

    def keep(self, message, call):
        """Do as the class says."""
        if message["type"] == REPORT:
            self.rows["reports"] += 1
            self.rows["numbers"][call] = message["customer"]["number"]

    def reset(self):
        """Begin again."""
        self.rows = {"reports": 0, "numbers": {}}


def test_a_part_of_an_effect_that_is_swallowed_is_found():
    """Something changes, but not all that such an event changes in other calls."""
    [found] = lost(Counts(), PHONE, WEB)

    assert found.effect.fault == "swallowed"
    assert found.effect.facts["lacks"] == "lacks a part of its effect"
    assert found.effect.noted == "in other calls such an event changes `rows.numbers` of the state, too"
    assert found.exchange.caught.message == "'customer'"


def test_a_part_that_every_event_lacks_is_not_missed():
    """No call shows that there should be one: that an exception is caught is a note of another check."""
    assert lost(Counts(), WEB, WEB) == []


class Enriches(Calls):
    """Keeps each report under its call, and tries to find out more of it."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] != REPORT:
            self.rows[call] = []
            return
        self.rows[call] = [message["type"]]
        try:
            self.got.append(message["customer"]["number"])
        except Exception:  # noqa: BLE001 - nobody sees what is lost
            return


def test_rows_of_other_calls_are_no_part_of_an_effect():
    """Each call has its own, whether there were others before or not."""
    assert lost(Enriches(), PHONE, WEB) == []


def test_a_narrow_except_may_be_there_to_ignore_such_calls():
    """Nobody can tell, so nobody is blamed."""
    assert lost(Careful(), PHONE, WEB) == []
