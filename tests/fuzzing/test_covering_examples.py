from itertools import count, cycle, islice

import pytest

from pytest_vapi_contract.contract import newest
from pytest_vapi_contract.fuzzing import Shard, covering_examples
from pytest_vapi_contract.fuzzing.covering_examples import CoveringExamples
from pytest_vapi_contract.samples import Covering
from pytest_vapi_contract.samples.sampling import each_covering

CONTRACT = newest()
TYPES = ("hang", "session.created")
WHOLE = Shard()


@pytest.fixture(autouse=True)
def suites(monkeypatch):
    """Small suites in the place of those of the contract, and those of them that are open."""
    is_open = []

    def suite(type, *, contract):
        is_open.append(type)
        try:
            yield from (Covering(message={"type": type, "number": number}, places=()) for number in range(60))
        finally:
            is_open.remove(type)

    monkeypatch.setattr(covering_examples, "each_covering", suite)
    return is_open


def examples(types=TYPES, shard=WHOLE, first=0):
    """The examples of some types in turn."""
    return CoveringExamples(contract=CONTRACT, shard=shard, type=cycle(types).__next__, times=count(first))


def shown(made, number):
    """The types of the next examples and their places in their suites."""
    bases = [made.next().base for _ in range(number)]
    return [(base["type"], base["number"]) for base in bases]


def test_each_type_has_its_turn_and_goes_on_where_it_was_left():
    """The rows become longer."""
    hang, session = TYPES

    assert shown(examples(), 96) == [
        *((hang, number) for number in range(12)),
        *((session, number) for number in range(12)),
        *((hang, number) for number in range(12, 48)),
        *((session, number) for number in range(12, 48)),
    ]


def test_only_one_suite_is_open_at_a_time(suites):
    """A suite takes megabytes: those of all types would take a hundred."""
    made = examples(types=CONTRACT.message_types)

    assert {len(suites) for _ in range(100) if made.next()} == {1}


def test_each_message_has_a_time_of_its_own():
    """Those of another search have others."""
    made = examples(first=1_000)

    assert [made.next().base["timestamp"] for _ in range(30)] == [*range(1_000, 1_030)]


def test_shards_share_a_suite():
    """What one of them shows, the other does not."""
    first, second = (shown(examples(types=("hang",), shard=Shard(index, 2)), 30) for index in (0, 1))

    assert sorted(first + second) == [("hang", number) for number in range(60)]


def test_a_suite_that_is_at_its_end_gives_nothing():
    """Nor does a type that has no suite; then the next type has its turn."""
    made = examples(types=("hang", "of-no-document"))

    given = [made.next() for _ in range(90)]

    assert [number for number, each in enumerate(given) if each is None] == [12, 49, *range(62, 90)]
    assert len([each for each in given if each]) == 60


def test_the_messages_are_those_of_the_contract(monkeypatch):
    """But for when they are sent."""
    monkeypatch.setattr(covering_examples, "each_covering", each_covering)
    made = examples()

    messages = [made.next().base for _ in range(2)]

    suite = islice(each_covering("hang", contract=CONTRACT), 2)
    assert messages == [each.message | {"timestamp": number} for number, each in enumerate(suite)]
