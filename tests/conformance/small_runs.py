"""Runs over the small source of cases, with nothing drawn at random."""

from typing import Any

from pytest_vapi_contract import Report, as_handler
from pytest_vapi_contract.conformance import run_checks
from pytest_vapi_contract.contract import shipped
from tests.exchanges import TYPES, small_cases

CONTRACT = shipped()


def small_run(target: Any, **options: Any) -> Report:
    """Run the checks of a handler on a few cases."""
    given: dict[str, Any] = {"types": TYPES, "cases": small_cases, "draw": lambda *_: None}
    with as_handler(target) as handler:
        return run_checks(handler, contract=CONTRACT, **given | options)


def needs_call(body: Any) -> Any:
    """Take it for granted that every message belongs to a call."""
    return body["message"]["call"]["id"]


def titles(report: Report) -> list[str]:
    """Return the titles of the findings."""
    return [finding.title for finding in report.findings]
