import pytest

from pytest_vapi_contract.conformance.sender import NoTimeLeft
from tests.conformance.effects.small_calls import CALL, REPORT, Calls, Reports, event


def test_each_event_is_seen_with_what_it_changes():
    """From a fresh state each time; what changes with everything can be left out."""
    reports = Reports()
    player = reports.player
    player.noise = frozenset({("requests",)})

    first, second = player.play(CALL), player.play(CALL)

    assert [bool(each.changes) for each in first] == [False] * 5 + [True]
    assert first[-1].told.startswith("rows.")
    assert [len(each.changes) for each in second] == [0] * 5 + [1]
    assert len(reports.rows) == 1


def test_no_play_has_the_ids_of_another():
    """A handler may well remember what it has seen."""
    reports = Reports()

    for _ in range(3):
        reports.player.play(CALL[-1:])
    player = reports.player
    player.play(CALL[-1:])
    player.play(CALL[-1:])

    ids = [body["message"]["call"]["id"] for body in reports.got[-2:]]
    assert len(set(ids)) == 2


def test_what_comes_twice_is_the_same_byte_for_byte():
    """Between its first delivery and the next event."""
    reports = Reports()

    seen = reports.player.play(CALL, twice=[CALL[1]])

    assert [each.event for each in seen] == [CALL[0], CALL[1], CALL[1], *CALL[2:]]
    assert reports.got[1] == reports.got[2]


def test_the_state_in_the_end_has_the_ids_of_the_events():
    """So that it can be compared with that of another play; there is none if an event is refused."""

    class Picky(Reports):
        def act(self, message, call, body):
            super().act(message, call, body)
            if message["type"] == "hang":
                raise ValueError("no hang")

    assert "c1-0001" in repr(Reports().player.end_of(CALL, hasty=True))
    assert Picky().player.end_of(CALL) is None


def test_a_handler_that_knows_no_envelope_gets_the_message():
    """As in every other exchange."""
    from pytest_vapi_contract import as_handler

    reports, got = Reports(), []
    player = reports.player
    player.sender.handler = as_handler(got.append, envelope=False)

    player.play(CALL[-1:])

    assert got[0]["type"] == REPORT


def test_without_time_nothing_can_be_judged():
    """What was begun is given up."""
    player = Calls().player
    player.sender.deadline = 0.0

    with pytest.raises(NoTimeLeft):
        player.play([event("hang")])


def test_a_state_that_changes_late_is_waited_for():
    """Work may go on after a reply; it is waited for until nothing changes any more."""
    reads = iter(range(2))

    class Late(Calls):
        def state(self):
            return next(reads, 1)

    player = Late().player

    assert player.final_state().value == 1
    assert not player.changes_late(player.snapshot())
