"""
What the whole session has found, over all items and all workers.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from .options import Given

if TYPE_CHECKING:  # at run time it is imported where it is needed: that keeps every other session quick
    from ..checks import Report  # noqa: F401 - the key names it in quotes

#: What the runs of one item have found.
REPORTS = pytest.StashKey["list[Report]"]()


class ContractBroken(AssertionError):
    """
    A run has found something; the text has all of it.
    """


class Outcomes:
    """
    What the whole session has found, over all items and all workers.
    """

    def __init__(self, given: Given, directory: Path) -> None:
        self._given = given
        self._directory = directory
        self._found: list[Any] = []

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """
        Take what was found in one item.
        """
        self._found += vars(report).get("vapi_contract", [])

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self) -> None:
        """
        Write the report, if one is wanted.
        """
        if self._given.report and self._found:
            from ..reporting import united_json, write_json

            write_json(united_json(self._found), self._directory / self._given.report)

    def pytest_terminal_summary(self, terminalreporter: Any) -> None:
        """
        Say in one line what was sent and found.
        """
        if self._found:
            from ..reporting import summary_of, united_json

            terminalreporter.write_sep("-", "vapi-contract")
            terminalreporter.write_line(summary_of(united_json(self._found)))
