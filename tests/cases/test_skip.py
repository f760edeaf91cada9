"""What is said of what was not sent, and of how much was found."""

import pytest

from pytest_vapi_contract.cases.skip import Skip, counted_findings, lacking, told_skips


def test_what_was_skipped_takes_a_line():
    """It says what, and why."""
    assert (
        Skip(what="8 tests", why="pass a URL to run them").line == "8 tests skipped; pass a URL to run them"
    )


def test_all_that_lacks_something_takes_one_line():
    """The last one; what needs the same thing is named together."""
    tests, hung = lacking("8 tests", "a URL"), Skip(what="the rest", why="the handler hangs")
    stateful = [lacking(check, "state") for check in ("side-effects", "redelivery")]

    assert told_skips([tests, hung, *stateful]) == [
        "the rest skipped; the handler hangs",
        "not tested: 8 tests (pass a URL), side-effects and redelivery (pass state)",
    ]
    assert (str(tests), str(stateful[0])) == (
        "8 tests: pass a URL to run them",
        "side-effects: pass state to run it",
    )
    assert told_skips([]) == []


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
