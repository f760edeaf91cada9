"""Lines of a report."""

import pytest

from pytest_vapi_contract.report_formats.lines import SHOWN, duration, incomplete, latency_line, settled_lines


def test_an_incomplete_run_is_said_to_be_no_pass():
    """With the first things that were not sent, and the time that they need."""
    missed = [(f"step {number}", "no time") for number in range(SHOWN + 2)]

    text = incomplete(missed, needs=61.4)

    assert "; and 2 more" in text
    assert f"step {SHOWN}" not in text
    assert "61 seconds" in text
    assert incomplete([]) == ""


def test_what_a_user_has_settled_is_counted():
    """Each code once; and what is no longer found can be removed."""
    lines = settled_lines(["VC102", "VC102"], ["VC302"], ["VC101 hang"])

    assert len(lines) == 3
    assert "2 findings" in lines[0]
    assert lines[0].count("VC102") == 1
    assert settled_lines([], [], []) == []


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0.0001, "1 ms"), (0.0034, "3 ms"), (0.9, "900 ms"), (1.234, "1.23 s"), (20, "20 s")],
)
def test_a_duration_is_short(seconds, text):
    """Milliseconds below a second, seconds above."""
    assert duration(seconds) == text


def test_the_latency_of_nothing_is_no_line():
    """A run that sent nothing valid has measured nothing."""
    assert latency_line([]) == ""
