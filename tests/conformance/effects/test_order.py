"""Events that come twice, in another order, or with those of another call."""

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.order import DoubledEvents, MixedCalls, OvertakingEvents
from tests.conformance.effects.small_calls import CALL, OTHERS, REPORT, Calls, Reports, event, status


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


def said(text, at, call="c1-0001"):
    """A final transcript."""
    return event("transcript", at, call, transcriptType="final", transcript=text)


class Minutes(Calls):
    """Adds to a call that it knows, whatever it has seen."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "in-progress":
            self.rows.setdefault(call, 0)
        if message["type"] == REPORT and call in self.rows:
            self.rows[call] += 1


class Ended(Reports):
    """Keeps the report of a call that it knows to have ended."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "ended":
            self.rows.setdefault(call, "")
        if call in self.rows:
            super().act(message, call, body)


class Stash(Ended):
    """The same, and keeps a report that is early until then."""

    def act(self, message, call, body):
        """Do as the class says."""
        early = self.__dict__.setdefault("early", {})
        super().act(message, call, body)
        if message["type"] == REPORT and call not in self.rows:
            early[call] = message
        elif call in early and call in self.rows:
            super().act(early.pop(call), call, body)


class Shared(Calls):
    """Keeps what is said in one list for all calls."""

    def act(self, message, call, body):
        """Do as the class says."""
        lines = self.__dict__.setdefault("lines", {})
        if message["type"] == "transcript":
            lines[message["transcript"]] = None
        if message["type"] == REPORT and call not in self.rows:
            self.rows[call] = list(lines)
            lines.clear()


class OnLines(Calls):
    """Keeps what is said under the number that is called, until the report comes."""

    def act(self, message, call, body):
        """Do as the class says."""
        lines = self.__dict__.setdefault("lines", {})
        line = lines.setdefault(message["call"]["phoneNumberId"], {})
        if message["type"] == "transcript":
            line[message["transcript"]] = None
        if message["type"] == REPORT and call not in self.rows:
            self.rows[call] = list(line)
            line.clear()


class Switchboard(Calls):
    """Keeps calls apart under the number that is called, and which of them came last."""

    def act(self, message, call, body):
        """Do as the class says."""
        line = self.rows.setdefault(message["call"]["phoneNumberId"], {"calls": {}})
        line["last"] = call
        said = line["calls"].setdefault(call, {})
        if message["type"] == "transcript":
            said[message["transcript"]] = None


class Apart(Calls):
    """Keeps what is said under its call."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] == "transcript":
            self.rows.setdefault(call, {})[message["transcript"]] = None


class Busiest(Apart):
    """The same, and how many calls there were at once."""

    def act(self, message, call, body):
        """Do as the class says."""
        super().act(message, call, body)
        now, most = self.rows.get("now", 0), self.rows.get("most", 0)
        now += {"in-progress": 1, "ended": -1}.get(message.get("status"), 0)
        self.rows |= {"now": now, "most": max(most, now)}


class Numbered(Calls):
    """Numbers its calls, and the numbers go on."""

    def act(self, message, call, body):
        """Do as the class says."""
        self.number = self.__dict__.get("number", 0) + (call not in self.rows)
        self.rows.setdefault(call, {"number": self.number})[message["type"]] = message["timestamp"]

    def reset(self):
        """Begin again."""
        super().reset()
        self.number = 0


class Latest(Calls):
    """Counts what is said for the call that began last."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "in-progress":
            self.latest = call
            self.rows[call] = 0
        if message["type"] == "transcript":
            self.rows[self.latest] += 1


class LatestLines(Calls):
    """Keeps what is said under the call that began last: another one has no record at all."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message.get("status") == "in-progress":
            self.latest = call
        if message["type"] == "transcript":
            self.rows.setdefault(self.latest, {})[message["transcript"]] = None


def test_an_effect_that_comes_twice_is_found_in_its_call():
    """With the events that it takes, and the same event twice."""
    survey = Minutes().survey(CALL)

    [found] = DoubledEvents(survey=survey).of_type(REPORT)

    assert found.effect.fault == "doubled"
    assert [line.split()[1] for line in found.effect.events[1:]] == ["status-update", REPORT, REPORT]
    assert found.effect.noted == "the second delivery changes the state again"


def test_an_effect_that_does_not_come_twice_again_is_not_told(monkeypatch):
    """Where the state changed by itself when it was looked at first, the table would show no change."""
    monkeypatch.setattr(DoubledEvents, "_suspects", lambda *_: [CALL[-1]])
    monkeypatch.setattr(DoubledEvents, "_is_doubled", lambda *_, **__: True)

    assert list(DoubledEvents(survey=Reports().survey(CALL)).of_type(REPORT)) == []


def test_an_effect_that_comes_once_is_right():
    """As does one of a message that cannot be recognised."""
    untimed = event(REPORT, 3.0)
    del untimed.message["timestamp"]

    assert list(DoubledEvents(survey=Reports().survey(CALL)).of_type(REPORT)) == []
    assert list(DoubledEvents(survey=Minutes().survey((*CALL[:-1], untimed))).of_type(REPORT)) == []


@pytest.mark.parametrize("is_reset", [True, False])
def test_a_report_that_needs_the_status_before_it_is_found(is_reset):
    """It is lost when it arrives first, and the status does not bring it back, with a reset or without."""
    [found] = OvertakingEvents(survey=Ended(is_reset=is_reset).survey(CALL)).of_type(REPORT)

    assert found.effect.fault == "overtaken"
    assert found.effect.facts == {"what": "status-update (ended)", "apart": "2 s"}
    assert [line.split()[1] for line in found.effect.events[1:]] == [REPORT, "status-update"]


@pytest.mark.parametrize("is_reset", [True, False])
@pytest.mark.parametrize("handler", [Reports, Stash, Minutes, Numbered])
def test_who_needs_no_order_or_waits_is_right(handler, is_reset):
    """Neither is who needs an event of long before."""
    assert list(OvertakingEvents(survey=handler(is_reset=is_reset).survey(CALL)).of_type(REPORT)) == []


def two_calls(*names):
    """Two calls in which the same things happen, and something else is said."""
    return tuple(
        (
            status("in-progress", call=f"{name}-0001"),
            *(event(each.type, each.at, f"{name}-0001") for each in OTHERS),
            said(f"I am {name} {number}", 1.0 + number, f"{name}-0001"),
            status("ended", 4.0, call=f"{name}-0001"),
            event(REPORT, 5.0 + number, f"{name}-0001"),
        )
        for number, name in enumerate(names)
    )


def mixed(handler):
    """What is mixed up when two calls go on at once."""
    survey = handler.survey(*two_calls("alice", "bobby"), handled=("transcript", REPORT))
    return list(MixedCalls(survey=survey, others=()).found())


@pytest.mark.parametrize("is_reset", [True, False])
@pytest.mark.parametrize("handler", [Shared, OnLines])
def test_what_was_said_in_another_call_is_found(handler, is_reset):
    """In as few events as show it; nothing has to reset the state, and the calls are to one number."""
    [found] = mixed(handler(is_reset=is_reset))

    assert found.effect.fault == "mixed"
    assert "of the other call" in found.effect.noted
    assert [line.split()[1:4] for line in found.effect.events[1:]] == [
        ["call", "A", "transcript"],
        ["call", "B", REPORT],
        ["call", "A", REPORT],
    ] or len(found.effect.events) <= 5


@pytest.mark.parametrize("is_reset", [True, False])
def test_one_call_may_have_lost_everything_to_the_other(is_reset):
    """Then it has no record to compare, and the other one has what was said in both."""
    [found] = mixed(LatestLines(is_reset=is_reset))

    assert "of the other call" in found.effect.noted


def test_a_record_that_differs_from_that_of_a_call_alone_is_found():
    """Even if nothing of the other call is in it."""
    [found] = mixed(Latest())

    assert found.effect.noted == "the records differ from those of the same calls played one after the other"
    assert len(found.effect.events) - 1 <= 6


@pytest.mark.parametrize("is_reset", [True, False])
@pytest.mark.parametrize("handler", [Apart, Busiest, Reports, Calls, Numbered, Switchboard])
def test_who_keeps_calls_apart_is_right(handler, is_reset):
    """What the state has of no single call may well depend on how many there are."""
    assert mixed(handler(is_reset=is_reset)) == []


def test_one_call_alone_cannot_be_mixed_up():
    """A second one can be given."""
    one, other = two_calls("alice", "bobby")
    survey = Shared().survey(one, handled=(REPORT,))

    assert list(MixedCalls(survey=survey, others=()).found()) == []
    assert len(list(MixedCalls(survey=survey, others=(other,)).found())) == 1
