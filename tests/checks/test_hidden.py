"""A success behind which an exception was caught."""

from dataclasses import replace

import pytest

from pytest_vapi_contract import check_handler
from pytest_vapi_contract.checks import CHECKS
from pytest_vapi_contract.checks.hidden import HINT
from tests.exchanges import conforming, crash, exchange

BODY = {"message": {"type": "hang"}}
HIDDEN = replace(crash(), is_hidden=True)


def noted(**fields):
    """What `accepts` says of an exchange in which an exception was caught."""
    category = fields.pop("category", "conforming")
    check = "observed" if category in ("observed", "documented") else "accepts"
    return CHECKS[check].judge(conforming(BODY, category=category), exchange(**fields))


@pytest.mark.parametrize(("category", "code"), [("conforming", "VC412"), ("observed", "VC413")])
def test_a_hidden_exception_is_a_note(category, code):
    """Of a message that Vapi sends, whatever the handler says."""
    finding = noted(category=category, caught=HIDDEN)

    assert (finding.severity, finding.code) == ("note", code)
    assert finding.title == "hang is accepted, but a catch-all hides an exception"
    assert (finding.hint, "KeyError" in finding.got) == (HINT, True)


@pytest.mark.parametrize(
    "fields",
    [{"caught": crash()}, {}, {"caught": HIDDEN, "category": "documented"}],
    ids=["named", "no", "docs"],
)
def test_what_is_expected_is_not_hidden(fields):
    """An `except` for named exceptions, and what is not from production."""
    assert noted(**fields) is None


def test_a_refusal_is_a_refusal():
    """It fails a run, whatever was caught."""
    assert noted(status=422, caught=HIDDEN).severity == "lost"


@pytest.mark.parametrize(("rate", "is_blamed"), [(0, False), (192_000, False), (16_000, True)])
def test_a_rate_that_no_voice_has_may_be_refused(rate, is_blamed):
    """The schema allows it, and there is nothing to play; a 500 is one all the same."""
    asked = {"message": {"type": "voice-request", "text": "Hello", "sampleRate": rate}}
    case = conforming(asked, type="voice-request")

    assert (CHECKS["accepts"].judge(case, exchange(status=422)) is not None) is is_blamed
    assert CHECKS["accepts"].judge(case, exchange(status=500)) is not None


def swallows(body):
    """A function that loses each message without a call, and says nothing."""
    try:
        return {"call": body["message"]["call"]["id"]}
    except Exception:  # noqa: BLE001 - as people write it
        return {}


def asks(body):
    """A function that expects that a message has no call, and has a helper that expects anything."""
    try:
        return {"call": body["message"]["call"]["id"]}
    except (KeyError, TypeError):
        return {"first": first_word(body)}


def first_word(body):
    """A word of the body, if there is one."""
    try:
        return body["message"]["transcript"].split()[0]
    except Exception:  # noqa: BLE001 - as people write it
        return ""


@pytest.mark.parametrize(("function", "notes"), [(swallows, 1), (asks, 0)])
def test_a_run_notes_what_is_lost(function, notes):
    """Once for each line, and nothing of a handler that expects what it catches."""
    report = check_handler(function, types=["hang", "model-output"], checks=["accepts"], max_examples=8)

    assert report.ok
    assert [finding.location.line for finding in report.notes] == [
        swallows.__code__.co_firstlineno + 3
    ] * notes
