from itertools import chain, islice

import pytest

from pytest_vapi_contract.fuzzing import Shard
from pytest_vapi_contract.fuzzing.shard import is_shard


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


def test_each_text_belongs_to_one_shard():
    """Each shard has some."""
    owners = [[index for index in range(3) if Shard(index, 3).owns(text)] for text in "abcdefgh"]

    assert {len(each) for each in owners} == {1}
    assert {each[0] for each in owners} == {0, 1, 2}


def test_a_shard_is_written_as_people_count():
    """The first one is 1."""
    assert Shard.from_text("2/8") == Shard(1, 8)


@pytest.mark.parametrize("text", ["0/8", "9/8", "8", "1/0", "-1/2", "1/2/3", " 1/2", "1/٣", "", None, 2])
def test_what_is_no_shard_is_refused(text):
    """A part that is not there would find nothing."""
    assert not is_shard(text)
    with pytest.raises(ValueError, match="is not a part such as 2/8"):
        Shard.from_text(text)
