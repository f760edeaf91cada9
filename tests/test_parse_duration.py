import pytest

from pytest_vapi_contract.parse_duration import seconds_of


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("10m", 600), ("2h", 7200), ("30", 30), ("0.5", 0.5), ("1.5 M", 90), ("250ms", 0.25)],
)
def test_a_duration_is_a_number_with_a_unit(text, seconds):
    """Seconds are the unit of a number alone."""
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "0", "0s", "-1", "nan", "inf", "soon", "10 min", "1e3", "m", "1h30m"])
def test_what_is_not_a_duration_is_refused(text):
    """A run with such a budget would never end, or never begin."""
    with pytest.raises(ValueError, match="such as 90s, 10m or 2h"):
        seconds_of(text)
