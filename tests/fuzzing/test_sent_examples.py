from collections import Counter

from pytest_vapi_contract.fuzzing import Example
from pytest_vapi_contract.fuzzing.sent_examples import REMEMBERED, SentExamples
from pytest_vapi_contract.fuzzing.sequences import MOST_BEFORE


def of(turn, number=0):
    """A message of a turn."""
    return Example(type="model-output", base={"turnId": turn, "number": number})


def test_a_message_is_told_with_those_of_the_same_ids():
    """In their order."""
    sent = SentExamples()
    for turn in "abca":
        sent.note(of(turn))

    found = sent.before(of("a", 1))

    assert found.before == (of("a"), of("a"))
    assert found.message == of("a", 1).message


def test_a_message_without_ids_has_none_before_it():
    """Nothing says that it belongs to any."""
    sent = SentExamples()
    sent.note(Example(type="hang", base={"type": "hang"}))

    assert sent.before(Example(type="hang", base={"type": "hang"})).before == ()


def test_what_was_long_ago_is_forgotten():
    """The memory that it takes has an end."""
    sent = SentExamples()
    for number in range(REMEMBERED + 1):
        sent.note(of("a" if number == 0 else "b"))

    assert sent.before(of("a")).before == ()


def test_the_last_messages_are_those_of_other_ids_too():
    """As many as are played; of those with an id in common, also one of long ago."""
    sent = SentExamples()
    sent.note(of("a"))
    for number in range(2 * MOST_BEFORE):
        sent.note(of("b", number))

    *others, first = reversed(sent.last(of("a", 1)).before)

    assert first == of("a")
    assert others == [of("b", 2 * MOST_BEFORE - 1 - number) for number in range(MOST_BEFORE - 1)]


def test_not_all_of_the_last_messages_have_an_id_in_common():
    """Others may matter more."""
    sent = SentExamples()
    for number in range(MOST_BEFORE):
        sent.note(of("b", number))
    for number in range(2 * MOST_BEFORE):
        sent.note(of("a", number))

    turns = Counter(each.message["turnId"] for each in sent.last(of("a")).before)

    assert sum(turns.values()) == MOST_BEFORE
