import io

import pytest
from rich.console import Console

from pytest_vapi_contract import as_handler
from pytest_vapi_contract.conformance import Progress, run_checks
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.reporting.progress import progress_on
from pytest_vapi_contract.reporting.terminal import show
from tests.exchanges import TYPES, small_cases


@pytest.fixture(scope="module")
def report():
    """A report with findings."""
    with as_handler(lambda body: body["message"]["call"]["id"]) as handler:
        return run_checks(handler, contract=shipped(), types=TYPES, cases=small_cases)


def printed(report, **options):
    """What is shown of a report."""
    stream = io.StringIO()
    show(report, Console(file=stream, width=40, highlight=False, **options))
    return stream.getvalue()


def test_the_text_is_that_of_the_report(report):
    """Without a terminal the output is the text of the report, and no line is broken however narrow it is."""
    assert printed(report) == f"{report}\n"


def test_a_terminal_gets_colours(report):
    """On a terminal the same text has colours, unless NO_COLOR says otherwise."""
    coloured = printed(report, force_terminal=True, color_system="standard", _environ={})
    plain = printed(report, force_terminal=True, color_system="standard", _environ={"NO_COLOR": "1"})

    assert "\x1b[31m" in coloured
    assert "\x1b[31m" not in plain


def test_a_terminal_gets_whole_words(report):
    """Sentences are broken between words, and what is copied is not broken."""
    lines = printed(report, force_terminal=True, _environ={"NO_COLOR": "1"}).splitlines()

    rows = [line for line in lines if line.startswith(("  sent ", "  got ", "LOST ", "not tested"))]
    assert rows
    assert max(map(len, rows)) <= 40
    assert any(line.startswith(" " * 12) and line[12:13].isalpha() for line in lines)
    assert any(line.startswith("  call ") and len(line) > 40 for line in lines)


def test_brackets_are_text(report):
    """What looks like markup in a message is printed as it is."""
    assert " accepts" in printed(report, force_terminal=True)


def test_progress_is_for_terminals():
    """A bar is drawn on a terminal; elsewhere none is."""
    told = Progress(done=1, steps=3, exchanges=12, failures=0, doing="observed messages of hang")
    terminal, file = io.StringIO(), io.StringIO()

    for stream, is_terminal in ((terminal, True), (file, False)):
        with progress_on(Console(file=stream, force_terminal=is_terminal, width=120)) as progress:
            progress(told)

    assert "12 exchanges, 0 failed" in terminal.getvalue()
    assert file.getvalue() == ""


def test_the_bar_does_not_show_what_is_printed(capsys):
    """What a handler prints meanwhile goes where it goes without a bar."""
    terminal = io.StringIO()

    with progress_on(Console(file=terminal, force_terminal=True, width=120)):
        print("noise")  # noqa: T201

    assert "noise" not in terminal.getvalue()
    assert capsys.readouterr().out == "noise\n"
