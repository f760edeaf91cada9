from pytest_vapi_contract.fuzzing import Example
from pytest_vapi_contract.fuzzing.sent_examples import REMEMBERED, SentExamples


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
