"""What is said of what was not sent, and of how much was found."""

import pytest

from pytest_vapi_contract.cases.skip import Skip, counted_findings


def test_what_was_skipped_takes_a_line():
    """It says what, and why."""
    assert (
        Skip(what="8 tests", why="pass a URL to run them").line == "8 tests skipped; pass a URL to run them"
    )


@pytest.mark.parametrize(
    ("failures", "notes", "harmless", "text"),
    [
        (0, 0, 0, "0 findings"),
        (1, 0, 0, "1 finding"),
        (2, 1, 0, "2 findings and 1 note"),
        (1, 0, 1, "2 findings (1 of them does not fail)"),
        (0, 2, 3, "3 findings (3 of them do not fail) and 2 notes"),
    ],
)
def test_findings_are_counted(failures, notes, harmless, text):
    """Notes are counted by themselves, and of the findings those that do not fail the run."""
    assert counted_findings(failures, notes, harmless) == text
