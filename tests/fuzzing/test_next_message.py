from itertools import islice

import pytest

from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing import Search, Shard, SourceWords
from pytest_vapi_contract.json_paths import dumps
from tests.depth import many

CONTRACT = newest()
TYPES = ("status-update", "model-output", "hang")


def search(**options):
    """A search for messages of a few types."""
    return Search(**{"contract": CONTRACT, "types": TYPES} | options)


def messages(search, number):
    """The first messages of a search."""
    return [trial.example.message for trial in islice(search.trials(), number)]


def test_a_search_is_the_same_for_the_same_seed():
    """With another seed, or as another shard, it is another."""
    first = messages(search(), 30)

    assert messages(search(), 30) == first
    assert messages(search(seed=1), 30) != first
    assert messages(search(shard=Shard(1, 2)), 30) != first


def test_a_search_sends_all_types_in_both_readings_with_changes():
    """Fresh messages and varied ones."""
    trials = list(islice(search().trials(), 300))

    assert {trial.example.type for trial in trials} == set(TYPES)
    assert {trial.example.observed for trial in trials} == {True, False}
    assert {len(trial.example.edits) for trial in trials if not trial.example.before} == {0, 1}
    assert {len(trial.example.before) > 0 for trial in trials} == {True, False}
    numbers = [trial.number for trial in trials]
    assert numbers == sorted(set(numbers))


def test_a_search_goes_wider(monkeypatch):
    """The later, the more changes a message has."""
    monkeypatch.setattr("pytest_vapi_contract.fuzzing.next_message.WIDENING", 100)

    trials = list(islice(search(types=("hang",)).trials(), 400))

    alone = [trial for trial in trials if not trial.example.before]
    assert max(len(trial.example.edits) for trial in alone if trial.number < 100) == 1
    assert max(len(trial.example.edits) for trial in trials if trial.number >= 300) >= 3


def test_what_is_kept_is_varied_further():
    """Its changes remain, and more are added."""
    searching = search()
    trials = searching.trials()
    kept = next(trial for trial in trials if trial.example.edits)
    searching.keep(kept)

    after = list(islice(trials, 100))

    again = [each for each in after if each.example.edits[:1] == kept.example.edits]
    assert len(again) > 20
    assert {len(each.example.edits) for each in again} == {2}


def test_small_messages_have_what_the_source_reads():
    """In places, with values that it compares, and most of them are valid."""
    words = SourceWords(
        read=frozenset({"destination", "type", "sipHeaders"}),
        below={"message": ("destination",), "destination": ("type", "sipHeaders")},
        compared={"type": ("sip",)},
    )
    searching = search(types=("end-of-call-report",), words=words)

    small = [message for message in messages(searching, 300) if len(dumps(message)) < 1_000]

    destinations = [each["destination"] for each in small if isinstance(each.get("destination"), dict)]
    standings = [CONTRACT.standing(each) for each in small]
    assert len(small) > 60
    assert sum(each.get("type") == "sip" for each in destinations) > 20
    assert {"sipHeaders" in each for each in destinations if each.get("type") == "sip"} == {True, False}
    assert standings.count("conforming") > len(small) / 2


def test_types_that_the_source_names_come_more_often():
    """What the handler does not know is tried as well."""
    named = search(words=SourceWords(constants=("hang",)))

    types = [trial.example.type for trial in islice(named.trials(), 200)]

    assert types.count("hang") > 130
    assert set(types) == set(TYPES)


@pytest.mark.parametrize("types", [TYPES, ("hang",), CONTRACT.message_types])
def test_no_message_comes_twice_in_any_shard(types):
    """Not even a short one that both would make, nor one that was kept and is varied."""
    sent = []
    for index in range(2):
        searching = search(types=types, shard=Shard(index, 2))
        for trial in islice(searching.trials(), many(75, 5_000)):
            sent.append(dumps([part.message for part in (*trial.example.before, trial.example)]))
            if trial.number % 20 == 0:
                searching.keep(trial)

    assert len(set(sent)) == len(sent) == many(150, 10_000)


def test_another_seed_makes_other_messages():
    """Those of one night do not come again in the next."""
    first, second = (messages(search(seed=seed), 80) for seed in range(2))
    long = [{dumps(message) for message in each if len(dumps(message)) > 1_000} for each in (first, second)]

    assert all(long)
    assert not long[0] & long[1]
