from itertools import islice

from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing import Search, Shard, SourceWords

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
    first = messages(search(), 60)

    assert messages(search(), 60) == first
    assert messages(search(seed=1), 60) != first
    assert messages(search(shard=Shard(1, 2)), 60) != first


def test_a_search_sends_all_types_in_both_readings_with_changes():
    """Fresh messages and varied ones."""
    trials = list(islice(search().trials(), 300))

    assert {trial.example.type for trial in trials} == set(TYPES)
    assert {trial.example.observed for trial in trials} == {True, False}
    assert {len(trial.example.edits) for trial in trials} == {0, 1}
    assert [trial.number for trial in trials] == list(range(300))


def test_a_search_goes_wider():
    """The later, the more changes a message has."""
    trials = list(islice(search(types=("hang",)).trials(), 4_000))

    assert max(len(trial.example.edits) for trial in trials[:900]) == 1
    assert max(len(trial.example.edits) for trial in trials[3_000:]) == 3


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


def test_types_that_the_source_names_come_more_often():
    """What the handler does not know is tried as well."""
    named = search(words=SourceWords(constants=("hang",)))

    types = [trial.example.type for trial in islice(named.trials(), 600)]

    assert types.count("hang") > 400
    assert set(types) == set(TYPES)
