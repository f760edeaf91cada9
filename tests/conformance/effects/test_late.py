"""What a worker writes after the reply may show with the next message."""

from dataclasses import replace
from threading import Timer

import pytest

from pytest_vapi_contract.cases.case import Case
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.state_probe import Effect
from pytest_vapi_contract.clock import now
from pytest_vapi_contract.conformance.effects import play as effect_play
from pytest_vapi_contract.conformance.effects.late import without_late_effects
from tests.conformance.effects.small_calls import REPORT, Calls, Reports, event
from tests.exchanges import exchange

EFFECT = Effect(before="0", after="1", changed=True)


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Nothing goes on after the reply of these handlers, so nobody needs to wait."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.0,))


class Rows(Calls):
    """A handler whose state is what it keeps."""

    def state(self):
        """The rows alone."""
        return self.rows


class Hasty(Rows):
    """Counts what it refuses."""

    def act(self, message, call, body):
        """Do as the class says."""
        self.rows["count"] = self.rows.get("count", 0) + 1
        raise ValueError("no")


class Twice(Rows):
    """Counts what it accepts."""

    def act(self, message, call, body):
        """Do as the class says."""
        self.rows["count"] = self.rows.get("count", 0) + 1


class Kept(Rows, Reports):
    """Keeps reports."""


class Late(Kept):
    """Keeps reports in a batch, after the reply."""

    def act(self, message, call, body):
        """Do as the class says."""
        Timer(0.05, super().act, (message, call, body)).start()


def failures(calls, check, number=3):
    """Findings about a report that was said to have an effect, and the sender of the handler."""
    sender = calls.player.sender
    seen = sender.handler.send(event(REPORT).body)
    category = {"redelivery": "redelivery", "side-effects": "credentials"}[check]
    case = Case(id="x", type=REPORT, body=event(REPORT).body, category=category)
    found = CHECKS[check].judge(case, seen if seen.reply else exchange(), EFFECT)
    return sender, [replace(found, exchange=seen)] * number


@pytest.mark.parametrize(
    ("handler", "check", "kept"),
    [(Hasty, "side-effects", 3), (Twice, "redelivery", 3), (Kept, "redelivery", 0)],
)
def test_only_an_effect_that_is_seen_again_is_kept(handler, check, kept):
    """In a quiet moment, from a fresh state."""
    sender, found = failures(handler(), check)

    assert len(without_late_effects(sender, found)) == kept


def test_a_worker_that_is_late_twice_is_waited_for(monkeypatch):
    """What it writes for the first delivery, or for an earlier request, is not an effect of the second."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (0.01, 0.2))
    late = Late()
    sender, found = failures(late, "redelivery", 1)
    sender.handler.send(event(REPORT, call="c2").body)

    assert without_late_effects(sender, found) == []
    assert list(late.rows) == ["c1-0001"]


def test_without_a_reset_nobody_can_tell():
    """The state may well be as the request leaves it."""
    sender, found = failures(Kept(), "redelivery")
    sender.reset = None

    assert without_late_effects(sender, found) == found


def test_without_time_an_effect_counts():
    """What was seen was seen."""
    sender, found = failures(Kept(), "redelivery")
    sender.deadline = 0.0

    assert without_late_effects(sender, found) == found


def test_without_time_to_wait_an_effect_counts(monkeypatch):
    """Nobody knows what would be seen after a pause for which no time is left."""
    monkeypatch.setattr(effect_play, "LATE_WORK_PAUSES", (3_600.0,))
    sender, found = failures(Kept(), "redelivery")
    sender.deadline = now() + 600.0

    assert without_late_effects(sender, found) == found
