from pytest_vapi_contract.conformance.effects.survey import Shrinker
from tests.conformance.effects.small_calls import CALL, REPORT, Calls, Reports, event


def test_what_changes_with_every_event_is_noise():
    """A counter of requests says nothing; what only some events change does."""
    survey = Reports().survey(CALL)

    assert survey.player.noise == {("requests",)}
    assert [each.event.type for call in survey.calls for each in call.seen if each.changes] == [REPORT]


def test_what_changes_without_an_event_is_noise_too():
    """Such as a clock in the state."""
    ticks = iter(range(1000))

    class Clock(Reports):
        def state(self):
            return {"rows": self.rows, "now": next(ticks)}

    assert ("now",) in Clock().survey(CALL[-1:]).player.noise


def test_a_few_other_events_do_not_tell_what_is_noise():
    """Then an event of a handled type may well have had the effect."""
    assert Reports().survey(CALL[-2:]).player.noise == frozenset()


def test_accepted_events_of_a_type_are_found_with_their_call():
    """Those that are refused are the business of other checks."""

    class Picky(Calls):
        def act(self, message, call, body):
            if message["type"] == "hang":
                raise ValueError("no hang")

    survey = Picky().survey(CALL, CALL[-1:])

    assert len(list(survey.of_type(REPORT))) == 2
    assert list(survey.of_type("hang")) == []
    assert [each.type for each in survey.calls[0].before(CALL[2])] == ["status-update", "hang"]


def test_events_are_left_out_while_the_fault_stays():
    """One after the other in the end; the order stays."""
    events = tuple(event(name) for name in "abcdefgh")
    wanted = {events[2].type, events[5].type}

    fewest = Shrinker(fails=lambda few: wanted <= {each.type for each in few}).fewest(events)

    assert [each.type for each in fewest] == ["c", "f"]


def test_it_is_not_tried_for_ever():
    """What is left by then is shown."""
    events = tuple(event(name) for name in "abcdefgh")

    assert Shrinker(fails=lambda few: "a" in [e.type for e in few], most=1).fewest(events) == events
    assert Shrinker(fails=lambda _: True).fewest(events) == ()
