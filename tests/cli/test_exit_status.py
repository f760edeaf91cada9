import pytest

from pytest_vapi_contract.cli.exit_status import status_of
from tests.findings.test_report import LOST, MISSED, NOTE, report


@pytest.mark.parametrize(
    ("made", "status"),
    [
        (report(), 0),
        (report(NOTE), 0),
        (report(LOST), 1),
        (report(LOST, skipped=(MISSED,)), 1),
        (report(skipped=(MISSED,)), 3),
        (report(skipped=(MISSED,), allow_incomplete=True), 0),
        (report(LOST, interrupted=True), 130),
    ],
)
def test_the_exit_status_tells_how_a_run_ended(made, status):
    """Findings count more than what did not run, and Ctrl-C more than findings."""
    assert status_of(made) == status
