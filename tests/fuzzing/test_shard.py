from itertools import chain, islice

from pytest_vapi_contract.fuzzing import Shard


def test_shards_have_no_seed_in_common_and_together_all():
    """So they make different messages, without knowing of each other."""
    seeds = [list(islice(Shard(index, 3).seeds(7), 100)) for index in range(3)]

    assert sorted(chain(*seeds)) == list(range(7, 307))


def test_shards_share_items_out():
    """Each item belongs to one of them."""
    shares = [list(Shard(index, 3).share("abcdefgh")) for index in range(3)]

    assert shares == [["a", "d", "g"], ["b", "e", "h"], ["c", "f"]]


def test_chance_is_the_same_for_the_same_seed_and_shard():
    """It is another one for another seed, another shard, and another number of shards."""

    def first(seed, shard):
        return shard.random(seed).random()

    others = {first(0, Shard(1, 2)), first(1, Shard(0, 2)), first(0, Shard(0, 3)), first(0, Shard())}
    assert first(0, Shard(0, 2)) == first(0, Shard(0, 2))
    assert len({first(0, Shard(0, 2)), *others}) == 5
