"""The items that there are, listed once for all workers."""

import subprocess
import sys

import pytest

from pytest_vapi_contract.errors import UnknownCheck
from pytest_vapi_contract.plugin.listing import Listing

#: What a run needs, and what tells its report does not.
PIPELINE = ("checks", "conformance", "contract", "delivery", "reporting")


class Given:
    """The options of a session with two checks, or with a handler that is not there."""

    per_type = False
    types = ("hang",)

    def __init__(self, error=None):
        self.error = error

    @property
    def checks(self):
        """The checks, or the error."""
        from pytest_vapi_contract.checks import CHECKS

        if self.error:
            raise self.error
        return [CHECKS["accepts"], CHECKS["survives"]]


def test_one_process_lists_for_all(tmp_path):
    """The second one gets what the first has listed, without its handler."""
    first, second = Listing(Given(), tmp_path / "items"), Listing(None, tmp_path / "items")

    assert first.items() == second.items() == [("accepts", ""), ("survives", "")]
    assert (first.made_here, second.made_here) == (True, False)


def test_an_error_is_the_same_for_all(tmp_path):
    """Each worker says what the first one found; where nothing is shared, it is raised as it is."""
    error = UnknownCheck("nope", ["accepts"])
    for _ in range(2):
        with pytest.raises(pytest.UsageError, match="nope"):
            Listing(Given(error), tmp_path / "items").items()

    with pytest.raises(type(error)):
        Listing(Given(error), None).items()


def test_a_worker_that_waits_imports_nothing_heavy(tmp_path):
    """It reads the items and the report that another one has made, and tells it."""
    Listing(Given(), tmp_path / "items").items()
    program = f"""
import sys
from pathlib import Path
from pytest_vapi_contract.plugin.items import ContractItem
from pytest_vapi_contract.plugin.listing import Listing
from pytest_vapi_contract.report_formats import RenderedReport, properties_of, summary_of
from pytest_vapi_contract.report_formats.lines import latency_line
assert Listing(None, Path({str(tmp_path / "items")!r})).items()
print(*sorted(name.split(".")[1] for name in sys.modules if name.startswith("pytest_vapi_contract.")))
"""
    imported = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout

    assert not {*imported.split()} & {*PIPELINE}
    assert "report_formats" in imported.split()
