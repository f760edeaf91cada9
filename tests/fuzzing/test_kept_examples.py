from random import Random

from pytest_vapi_contract.fuzzing import Example, KeptExamples
from pytest_vapi_contract.fuzzing.kept_examples import LONGEST, MOST, MOST_CHARACTERS


def example(text):
    """An example with a text in it."""
    return Example(type="hang", base={"type": "hang", "text": text})


def test_a_limited_number_is_kept():
    """The oldest go."""
    kept = KeptExamples()
    for number in range(MOST + 5):
        kept.keep(example(str(number)))

    assert len(kept) == MOST
    assert kept.examples[0] == example("5")


def test_a_limited_number_of_characters_is_kept():
    """Memory does not grow with what is kept; one that is very long is not kept at all."""
    kept = KeptExamples()
    for _ in range(2 * MOST_CHARACTERS // 150_000):
        kept.keep(example("x" * 150_000))
    kept.keep(example("x" * LONGEST))

    assert MOST_CHARACTERS - 160_000 < kept.characters <= MOST_CHARACTERS
    assert kept.characters == sum(each.size for each in kept.examples)
    assert max(each.size for each in kept.examples) < LONGEST


def test_newer_ones_are_chosen_more_often():
    """They were varied less; the older ones still have their turn."""
    kept, random = KeptExamples([example("old"), example("new")]), Random(0)

    chosen = [kept.chosen(random).base["text"] for _ in range(1_000)]

    assert 200 < chosen.count("old") < 300


def test_messages_that_belong_together_are_chosen_among_themselves():
    """There may be none."""
    kept = KeptExamples([example("alone")])
    assert kept.chosen_sequence(Random(0)) is None

    kept.keep(Example(type="hang", base={"text": "last"}, before=(example("first"),)))

    assert {kept.chosen_sequence(Random(seed)).base["text"] for seed in range(9)} == {"last"}
