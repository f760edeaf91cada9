"""Texts are cut into tokens as an LLM puts them out."""

from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pytest_vapi_contract.conversations.speech import spoken
from pytest_vapi_contract.samples.tokens import tokens_of

TEXT = "One moment, please. Let me look that up for you. Is there anything else?"


@given(text=st.text(max_size=80), seed=st.integers(0, 999))
def test_tokens_say_the_text(text, seed):
    """But for markup and for the number of blanks."""
    wanted = spoken([text])

    assert spoken(tokens_of(text, Random(seed).random)) == wanted


def test_tokens_are_of_all_kinds():
    """There are words, pieces of words, several words, empty ones, and markup by itself or at the end."""
    tokens = [token for seed in range(200) for token in tokens_of(TEXT, Random(seed).random)]

    assert {"One", " moment,", "", " <flush /> ", " please. <flush /> ", "One moment,"} <= set(tokens)
    assert any(token and token.strip() not in TEXT.split() for token in tokens if token.isalpha())
