"""Events may be delivered again, out of order, and along with those of another call."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.conversations import BackoffPlan, Event, Turn, TurnTexts
from pytest_vapi_contract.conversations.schedules import deliveries, interleaved, interleaved_turns, swapped

EVENTS = tuple(Event(number / 2, {"type": "hang", "number": number}) for number in range(6))
STATUSES = st.sampled_from([200, 204, 404, 429, 500, None])


def delivered(events, plan, replies):
    """All attempts; the replies to them are taken in turn, and then all are accepted."""
    sending, attempts, status = deliveries(events, plan), [], None
    replies = iter(replies)
    while True:
        try:
            attempts.append(sending.send(status) if attempts else next(sending))
        except StopIteration:
            return attempts
        status = next(replies, 200)


def numbers(events):
    """What tells the events apart."""
    return [event.message["number"] for event in events]


@given(replies=st.lists(STATUSES, max_size=8))
def test_nothing_is_delivered_again_by_default(replies):
    """Whatever is replied."""
    attempts = delivered(EVENTS, None, replies)

    assert [attempt.event for attempt in attempts] == list(EVENTS)
    assert {attempt.attempt for attempt in attempts} == {1}


@given(replies=st.lists(STATUSES, max_size=40), retries=st.integers(0, 10), exponential=st.booleans())
def test_what_is_not_accepted_is_delivered_again(replies, retries, exponential):
    """Up to the number of retries, later each time, and in order of time; what is accepted is not."""
    plan = BackoffPlan(is_exponential=exponential, max_retries=retries, base_delay=0.7)

    attempts = delivered(EVENTS, plan, replies)

    assert [attempt.at for attempt in attempts] == sorted(attempt.at for attempt in attempts)
    answered = [*replies, *[200] * len(attempts)]
    for event in EVENTS:
        own = [
            (each, status) for each, status in zip(attempts, answered, strict=False) if each.event is event
        ]
        assert [each.attempt for each, _ in own] == list(range(1, len(own) + 1))
        assert len(own) <= 1 + retries
        assert all(status not in (200, 204) for _, status in own[:-1])
        assert own[-1][1] in (200, 204) or len(own) == 1 + retries


@pytest.mark.parametrize(
    ("plan", "delays"),
    [
        ({"type": "fixed", "maxRetries": 3, "baseDelaySeconds": 2}, [2, 2, 2, None]),
        ({"type": "exponential", "maxRetries": 3, "baseDelaySeconds": 2}, [2, 4, 8, None]),
        ({"type": "fixed", "maxRetries": 1, "baseDelaySeconds": 99}, [10, None]),
        ({"type": "fixed", "maxRetries": 3, "excludedStatusCodes": [500, "x"]}, [None]),
        ({}, [None]),
    ],
)
def test_a_plan_is_read_as_the_api_has_it(plan, delays):
    """With the bounds of the schema."""
    read = BackoffPlan.of(plan)

    assert [read.delay(attempt, 500) for attempt in range(1, len(delays) + 1)] == delays


@given(seed=st.integers(0, 99), swaps=st.integers(0, 5))
def test_swapped_events_are_the_same_at_the_same_times(seed, swaps):
    """Only neighbours have changed places."""
    result = swapped(EVENTS, seed=seed, swaps=swaps)

    assert sorted(numbers(result)) == numbers(EVENTS)
    assert [event.at for event in result] == [event.at for event in EVENTS]
    assert all(abs(number - place) <= swaps for place, number in enumerate(numbers(result)))
    assert swapped(EVENTS[:1], seed=seed, swaps=swaps) == EVENTS[:1]


def test_one_swap_changes_two_places():
    """It is not done in vain."""
    for seed in range(10):
        moved = [place for place, number in enumerate(numbers(swapped(EVENTS, seed=seed))) if place != number]
        assert len(moved) == 2


def test_calls_happen_at_once():
    """The second begins later, and each keeps its order."""
    other = tuple(
        Event(event.at, {"type": "hang", "number": 10 + event.message["number"]}) for event in EVENTS
    )

    mixed = interleaved(EVENTS, other, apart=0.6)

    assert numbers(mixed) == [0, 1, 10, 2, 11, 3, 12, 4, 13, 5, 14, 15]
    assert [event.at for event in mixed][:4] == [0.0, 0.5, 0.6, 1.0]


@given(seed=st.integers(0, 999), lengths=st.lists(st.integers(0, 6), max_size=6))
def test_mixed_turns_keep_their_texts(seed, lengths):
    """The messages of each come in order, and so nothing of any text changes."""
    turns = [
        Turn(
            str(number),
            tuple({"type": "model-output", "turnId": str(number), "output": f"{n} "} for n in range(length)),
        )
        for number, length in enumerate(lengths)
    ]

    messages = interleaved_turns(turns, seed=seed)

    assert len(messages) == sum(lengths)
    texts = TurnTexts.of(messages)
    assert [texts.text(turn.id) for turn in turns] == [turn.text for turn in turns]
