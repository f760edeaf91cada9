"""The user's state, as a probe tells it."""

import pytest

from pytest_vapi_contract.checks.state_probe import SHOWN, bring_back, effect_of, effect_since, snapshot
from pytest_vapi_contract.errors import ProbeFailed


class Incomparable:
    """What cannot be compared."""

    def __ne__(self, other):
        raise TypeError("no")


def test_a_state_is_copied():
    """A probe may return the very list that changes."""
    bookings = [1]
    before = snapshot(lambda: bookings)

    bookings.append(2)

    effect = effect_since(lambda: bookings, before)
    assert effect.changed
    assert str(effect) == "the state was [1] and is [1, 2]"


def test_what_is_equal_has_not_changed():
    """Equality decides, not identity."""
    assert not effect_of(snapshot(lambda: {"a": [1]}), snapshot(lambda: {"a": [1]})).changed


def test_a_long_state_is_cut():
    """A report shows the beginning."""
    before = snapshot(lambda: list(range(1000)))

    assert len(before.text) <= SHOWN
    assert before.text.endswith("…")


def test_what_changed_is_shown_where_two_states_are_cut_to_the_same_text():
    """It may be at the end of a long one, or be of a value that looks the same."""
    long = {f"call {number}": "ended" for number in range(20)}

    effect = effect_of(snapshot(lambda: long), snapshot(lambda: {**long, "call 19": "queued"}))

    assert str(effect) == "the state changed: call 19: 'queued'"


def test_secrets_are_masked():
    """A state may well have the secret in it."""
    effect = effect_of(snapshot(lambda: "s3cret-value"), snapshot(lambda: 2))

    assert "s3cret-value" not in effect.told((("s3cret-value", "$VAPI_SECRET"),))


@pytest.mark.parametrize(
    ("call", "text"),
    [
        (lambda: snapshot(lambda: 1 / 0), "ZeroDivisionError"),
        (lambda: bring_back(lambda: 1 / 0), "ZeroDivisionError"),
        (lambda: effect_of(snapshot(Incomparable), snapshot(Incomparable)), "cannot be compared"),
    ],
    ids=["state", "reset", "comparison"],
)
def test_a_probe_that_breaks_is_an_error_of_ours(call, text):
    """It says which function of the user's broke, and how."""
    with pytest.raises(ProbeFailed, match=text):
        call()
