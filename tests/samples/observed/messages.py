"""Observed samples, made once for all tests, and the captured messages that they are like."""

import json
import re
from dataclasses import replace
from datetime import datetime
from functools import cache
from pathlib import Path

from pytest_vapi_contract import Contract
from pytest_vapi_contract.contract import shipped
from pytest_vapi_contract.samples import sample
from tests.contract.messages import small

CAPTURES = Path(__file__).parents[2] / "captures"
CONTRACTS = {revision: shipped(revision) for revision in Contract.revisions()}
NEWEST = CONTRACTS[Contract.revisions()[-1]]
COUNT = 200
CAPTURED = {
    "assistant-request": "assistant-request-2025-05.json",
    "assistant.started": "assistant-started-2026-07.json",
    "end-of-call-report": "end-of-call-report-2026-07.json",
    "status-update": "status-update-2026-07.json",
    "tool-calls": "tool-calls-2024-12.json",
}
NINE = {
    "transcript",
    "summary",
    "messages",
    "recordingUrl",
    "stereoRecordingUrl",
    "costBreakdown",
    "durationMs",
    "durationSeconds",
    "durationMinutes",
}
DURING = [
    type
    for type in NEWEST.observed_types
    if not type.startswith(
        ("session.", "chat.", "campaign.", "call.deleted", "call.delete.", "call.artifact")
    )
    and type != "assistant-request"
]
CALLED = [type for type in NEWEST.observed_types if not type.startswith(("session.", "chat.", "campaign."))]
UUID7 = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")


@cache
def observed(type, detail="typical", count=COUNT):
    """Many observed samples, made once for all tests."""
    return tuple(
        sample(type, seed=seed, contract=NEWEST, reading="observed", detail=detail) for seed in range(count)
    )


@cache
def captured(type):
    """The captured message of a type, without its envelope."""
    body = json.loads((CAPTURES / CAPTURED[type]).read_text(encoding="utf-8"))
    return body.get("message", body)


def places(value, at=""):
    """All places of a value; the items of a list are one place, and so are the entries of a map of ids."""
    yield at
    if isinstance(value, dict):
        for name, part in value.items():
            yield from places(part, f"{at}/{'*' if at == '/artifact/scorecards' else name}")
    if isinstance(value, list):
        for part in value:
            yield from places(part, f"{at}/-")


def milliseconds(text):
    """A time in milliseconds since 1970."""
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def one_type(name, schema):
    """A contract with one message type."""
    made = small(True)
    return Contract(replace(made.bundle, messages={name: {"type": "object", **schema}}))
