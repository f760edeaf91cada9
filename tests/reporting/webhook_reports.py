"""Real reports of faulty webhooks, as JSON, for tests that merge them."""

import json
import sys
from functools import cache
from pathlib import Path

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.findings import Report

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
#: As many message types as there are machines, the handled ones among them.
TYPES = (
    "hang", "model-output", "session.created", "status-update",
    "tool-calls", "transcript", "user-interrupted", "voice-input",
)  # fmt: skip


@cache
def record_of(module: str, *types: str) -> str:
    """The JSON report of one of the examples, with few messages of these types."""
    sys.path.insert(0, str(EXAMPLES))
    try:
        report = check_handler(f"{module}:app", path="/webhook", types=types or TYPES, max_examples=5)
    finally:
        sys.path.remove(str(EXAMPLES))
    return json.dumps(report.with_replay("check --replay ").to_json())


def needs_call(body):
    """A function that takes it that every message belongs to a call."""
    return body["message"]["call"]["id"]


@cache
def small_report() -> Report:
    """What two checks find in two message types; only what is lost fails."""
    types, checks = ["hang", "transcript"], ["accepts", "survives"]
    return check_handler(needs_call, types=types, checks=checks, max_examples=4, fail_on=["lost"])


assert {*TYPES} <= {*shipped().message_types}
