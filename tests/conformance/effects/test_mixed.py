"""Calls that go on at once."""

import pytest

from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.mixed import MixedCalls
from tests.conformance.effects.small_calls import OTHERS, REPORT, Calls, Numbered, Reports, event, status


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


def said(text, at, call="c1-0001"):
    """A final transcript."""
    return event("transcript", at, call, transcriptType="final", transcript=text)


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


class ByLine(Calls):
    """Keeps what was said last under the number that is called, and nothing of which call it was."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] == "transcript":
            self.rows[message["call"]["phoneNumberId"]] = message["transcript"]


class AllByLine(Calls):
    """The same, and all that was said."""

    def act(self, message, call, body):
        """Do as the class says."""
        if message["type"] == "transcript":
            said = self.rows.setdefault(message["call"]["phoneNumberId"], [])
            if message["transcript"] not in said:
                said.append(message["transcript"])


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


def test_a_state_that_has_one_call_of_two_is_worth_a_note():
    """It may be meant to show the latest one: nothing in it tells which call it is about."""
    [found] = mixed(ByLine())

    assert (found.effect.fault, found.effect.is_note) == ("only one", True)
    assert "of call A only if that call goes on alone" in found.effect.noted
    assert mixed(AllByLine()) == []


def test_one_call_alone_cannot_be_mixed_up():
    """A second one can be given."""
    one, other = two_calls("alice", "bobby")
    survey = Shared().survey(one, handled=(REPORT,))

    assert list(MixedCalls(survey=survey, others=()).found()) == []
    assert len(list(MixedCalls(survey=survey, others=(other,)).found())) == 1
