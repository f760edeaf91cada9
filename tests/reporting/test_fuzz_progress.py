from io import StringIO

from rich.console import Console

from pytest_vapi_contract.conformance import Progress
from pytest_vapi_contract.reporting.fuzz_progress import fuzz_progress_on, live_line

PROGRESS = Progress(done=3, steps=3, exchanges=1_200, failures=2, doing="2 changes in hang")


def test_the_live_line_has_speed_findings_and_what_is_tried():
    """In one line."""
    assert live_line(PROGRESS, 4.0) == "1200 exchanges, 300/s, 2 failed, 2 changes in hang"


def test_nothing_but_failures_is_shown_where_there_is_no_terminal():
    """What is piped has no live line."""
    text = StringIO()

    with fuzz_progress_on(Console(file=text)) as progress:
        progress(PROGRESS)

    assert text.getvalue() == ""


def test_a_terminal_shows_the_line_while_it_searches():
    """It is gone when the search is over."""
    text = StringIO()
    console = Console(file=text, force_terminal=True, width=120)

    with fuzz_progress_on(console) as progress:
        progress(PROGRESS)

    assert "2 changes in hang" in text.getvalue()
