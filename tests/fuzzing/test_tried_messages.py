from hypothesis import given, settings
from hypothesis import strategies as st

from pytest_vapi_contract.fuzzing.tried_messages import TriedMessages


@settings(max_examples=20)  # each takes 8 MB
@given(st.lists(st.text(), unique=True, max_size=20))
def test_no_message_is_new_twice(texts):
    """Each is, when it comes first."""
    tried = TriedMessages()

    assert all(tried.is_new(text) for text in texts)
    assert not any(tried.is_new(text) for text in texts)


def test_half_a_character_is_no_obstacle():
    """A search sends lone surrogates too."""
    tried = TriedMessages()

    assert tried.is_new("\ud800")
    assert not tried.is_new("\ud800")


def test_hardly_any_new_message_is_believed_to_be_tried():
    """However many came before."""
    tried = TriedMessages()

    new = sum(tried.is_new(f"message {number}") for number in range(200_000))

    assert new > 0.995 * 200_000
