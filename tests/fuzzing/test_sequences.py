from random import Random

import pytest

from pytest_vapi_contract.cases.condition import value_at
from pytest_vapi_contract.fuzzing import Edit, Example
from pytest_vapi_contract.fuzzing.sequences import LENGTHS, MOST_BEFORE, TURNS, SequenceMaker, joined


def maker(random, **options):
    """A maker of messages that only have their seed, and how often they were changed."""
    usual = {
        "type": lambda: random.choice(("a", "b", "turn")),
        "make": lambda name, seed: Example(type=name, base={"type": name, "seed": seed, "id": f"id-{seed}"}),
        "change": lambda example: example.with_edits((*example.edits, Edit(("changed",), 1))),
        "has_turn": lambda name: name == "turn",
    }
    return SequenceMaker(random=random, **usual | options)


def parts(example):
    """The messages of a sequence."""
    return [each.message for each in (*example.before, example)]


@pytest.fixture(scope="module")
def sequences():
    """The messages of many sequences, one for each seed."""
    making = maker(Random(0), times=(30,))
    return [parts(making.sequence(seed)) for seed in range(400)]


def test_messages_of_a_sequence_are_of_one_seed(sequences):
    """So they have the ids of one call, chat or session."""
    assert all({message["seed"] for message in each} == {seed} for seed, each in enumerate(sequences))


def test_sequences_have_several_messages(sequences):
    """Of one type or of several, changed and unchanged."""
    lengths = {len(each) for each in sequences}
    assert lengths >= {*LENGTHS}
    assert max(lengths) <= MOST_BEFORE + 1
    assert {len({message["type"] for message in each}) for each in sequences} == {1, 2, 3}
    assert {value_at(message, ("changed",)) == 1 for each in sequences for message in each} == {True, False}


def test_a_sequence_has_a_few_turns(sequences):
    """Each message that can be of a turn is of one of them."""
    turns = [{each["turnId"] for each in messages if each["type"] == "turn"} for messages in sequences]

    assert {len(each) for each in turns} == set(range(TURNS + 1))


def test_a_message_comes_as_often_as_the_source_counts(sequences):
    """And once less: the next one is the one too many."""
    longest = max(sequences, key=len)

    assert len(longest) > 29


def test_a_sequence_can_be_longer():
    """With one of its own messages behind it, or another one of its seed, of a turn that it has."""
    making = maker(Random(0))
    sequences = [making.sequence(seed) for seed in range(200)]

    longer = [making.longer(each) for each in sequences]

    pairs = [(parts(before), parts(after)) for before, after in zip(sequences, longer, strict=True)]
    assert all(after[:-1] == before for before, after in pairs)
    assert all({each["seed"] for each in after} == {seed} for seed, (_, after) in enumerate(pairs))
    others = [(before, after[-1]) for before, after in pairs if after[-1] not in before]
    assert {last["type"] in {each["type"] for each in before} for before, last in others} == {True, False}
    assert all(
        last["turnId"] in {each.get("turnId") for each in before}
        for before, last in others
        if "turnId" in last
    )


def test_a_sequence_of_another_search_is_made_longer_by_itself():
    """Its seed is not known."""
    sequence = maker(Random(0)).sequence(7)

    assert {parts(maker(Random(n)).longer(sequence))[-1]["type"] for n in range(20)} <= {
        each["type"] for each in parts(sequence)
    }


def test_what_is_too_long_loses_its_beginning():
    """The last messages remain."""
    examples = [Example(type="a", base={"number": number}) for number in range(100)]

    assert [each["number"] for each in parts(joined(examples))] == list(range(99 - MOST_BEFORE, 100))
