import pytest

from pytest_vapi_contract.fuzzing.texts_by_use import BY_USE, are_measured, texts_for


def test_texts_are_those_of_all_uses():
    """Of what is not known there are none."""
    assert list(texts_for(["isdigit", "print", "upper"])) == [*BY_USE["isdigit"], *BY_USE["upper"]]


@pytest.mark.parametrize("method", ["isdigit", "isnumeric"])
def test_some_digits_are_no_decimal_numbers(method):
    """What the method takes for digits, `int` may not read."""
    digits = [text for text in BY_USE[method] if getattr(text, method)()]

    assert "²" in digits
    with pytest.raises(ValueError, match="invalid literal"):
        int("²")


def test_a_length_matters_where_it_is_taken():
    """By one of the functions."""
    assert are_measured(["strip", "len"])
    assert not are_measured(["strip"])
