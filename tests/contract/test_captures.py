"""Bodies with the structure of captured ones: what production sends is never called invalid."""

import json
from pathlib import Path

import pytest

from tests.contract.messages import REVISIONS, contract

CAPTURES = Path(__file__).parent.parent / "captures"
BODIES = sorted(path.stem for path in CAPTURES.glob("*-20??-??.json") if "events-of" not in path.stem)
#: What newer revisions ask for and a body of before does not have: drift, which is what a revision is for.
DRIFT = {
    ("2026-08-18", "tool-calls-2024-12"): {"/call/transport"},
    ("2026-04-22", "assistant-started-2026-07"): {
        "/assistant/transcriber/fallbackPlan",
        "/newAssistant/transcriber/fallbackPlan",
    },
    ("2026-04-22", "end-of-call-report-2026-07"): {"/assistant/transcriber/fallbackPlan"},
    ("2026-04-22", "status-update-2026-07"): {"/assistant/transcriber/fallbackPlan"},
}


def captured(name):
    """Return what was captured."""
    return json.loads((CAPTURES / f"{name}.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", BODIES)
@pytest.mark.parametrize("revision", REVISIONS)
def test_a_captured_body_is_not_violating(revision, name):
    """Each is conforming or disputed, but for what its own time's schema did not ask for."""
    verdict = contract(revision).judge(captured(name))

    assert {violation.at for violation in verdict.violations if verdict.violating} == DRIFT.get(
        (revision, name), set()
    )
    assert contract(revision).unseen(captured(name)) == ()


def test_there_is_no_drift_in_the_newest_revision_since_2025_06():
    """The newest revision is the default, so that it is about the bodies of today."""
    recent = {name for revision, name in DRIFT if revision == REVISIONS[-1] and name[-7:] >= "2025-06"}

    assert len(BODIES) == 5
    assert recent == set()


@pytest.mark.parametrize("revision", REVISIONS)
def test_no_event_of_a_captured_call_is_violating(revision):
    """The client channel has the same events, without `call` and the rest."""
    events = [each["event"] for each in captured("events-of-a-call-2026-08")]

    standings = {contract(revision).standing(event) for event in events}

    assert len(events) == 39
    assert standings == {"conforming", "disputed"}


@pytest.mark.parametrize(
    ("name", "needed"),
    [
        (
            "assistant-request-2025-05",
            {"Call.assistantId", "Call.squadId", "Call.workflowId", "CreateVapiPhoneNumberDTO.hooks"},
        ),
        ("assistant-started-2026-07", {"assistant.started", "CreateAssistantDTO.clientMessages"}),
        ("end-of-call-report-2026-07", {"AssistantOverrides.clientMessages"}),
        ("tool-calls-2024-12", {"ToolCallFunction.arguments", "OpenAIMessage"}),
    ],
)
def test_the_verdict_names_the_errata_that_a_captured_body_needs(name, needed):
    """In the revision that has no drift for it."""
    revision = next(each for each in reversed(REVISIONS) if (each, name) not in DRIFT)

    errata = set(contract(revision).judge(captured(name)).errata)

    assert needed <= errata
    assert not {"Call.assistantOverrides", "ToolCall"} & errata  # these are about something else
