"""What there is to say of tokens that come one after the other."""

from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.conversations.speech import spoken
from pytest_vapi_contract.conversations.stream import TokenStream
from tests.conversations.plans import TOKENS


def test_a_token_is_known_once_it_is_out():
    """A time that it shares with what is told is too early; markup that is not complete is no word."""
    stream = TokenStream((" ", "<fl", "ush /> Let", " me"), begin=100, step=10)

    assert [stream.known(at) for at in (90, 120, 121, 130, 131)] == ["", "", "Let", "Let", "Let me"]
    assert stream.first_word == 120
    assert stream.until == 140


@given(tokens=TOKENS, later=st.integers(0, 60))
def test_what_is_known_grows_to_all_of_it(tokens, later):
    """It is a beginning of what there is to say, and there is nothing before the first word."""
    stream = TokenStream(tokens, begin=5, step=10)

    assert spoken(tokens).startswith(stream.known(later))
    assert stream.known(later + 10).startswith(stream.known(later))
    assert stream.known(stream.until) == spoken(tokens)
    assert bool(stream.known(later)) == (later > stream.first_word) or not spoken(tokens)
