import time

import pytest

from pytest_vapi_contract import Contract
from pytest_vapi_contract.case_sources.type_order import in_order
from pytest_vapi_contract.conformance import RunOptions, Session
from pytest_vapi_contract.conformance.budget import SESSION_BUDGET
from pytest_vapi_contract.delivery import as_handler

CONTRACT = Contract.load()
FIRST, *OTHERS = in_order(CONTRACT.message_types)


def needs_call(body):
    """A function that takes it that every message belongs to a call."""
    message = body.get("message") if isinstance(body, dict) else None
    return message["call"]["id"] if isinstance(message, dict) else None


@pytest.fixture
def session():
    """A function that begins a session with a handler, on few messages."""
    handlers = []

    def begin(target, *, timeout=20.0, budget=SESSION_BUDGET, **options):
        handlers.append(as_handler(target, timeout=timeout))
        chosen = RunOptions(contract=CONTRACT, **{"max_examples": 4} | options)
        return Session(handlers[-1], chosen, budget=budget)

    yield begin
    for handler in handlers:
        handler.close()


def test_a_report_is_about_one_check_and_type(session):
    """What another check, or another type, finds is in the report about that."""
    run = session(needs_call)

    accepts, leaks, other = (
        run.report("accepts", "hang"),
        run.report("leaks", "hang"),
        run.report("leaks", FIRST),
    )

    assert [finding.check for finding in accepts.findings] == ["accepts"]
    assert (accepts.checks, accepts.types) == (("accepts",), ("hang",))
    assert leaks.ok
    assert other.ok


def test_nothing_is_sent_twice(session):
    """A second check judges what was sent for the first."""
    run = session(lambda body: None)

    first, second, again = (
        run.report(check, "hang").exchanges for check in ("accepts", "replies", "accepts")
    )

    assert first == 4
    assert (second, again) == (0, 0)


def test_a_finding_is_made_again_for_the_same_report(session):
    """Asked twice, it says the same."""
    run = session(needs_call)

    first, again = (run.report("accepts", "hang").findings for _ in range(2))

    assert [finding.title for finding in first] == [finding.title for finding in again]


def test_odd_requests_are_sent_with_the_foremost_type_alone(session):
    """What is not about messages is sent once in a session."""

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    run = session(app)

    other, first = (run.report("in-time", type).exchanges for type in ("hang", FIRST))
    malformed = run.report("malformed", FIRST).exchanges

    assert first - other > 4 + 4  # text and HTTP, and the search for a message to make them from
    assert malformed == 0


def test_messages_of_all_types_come_at_once(session):
    """The check for what comes at once is about all types together."""
    report = session(lambda body: None).report("concurrency", FIRST)

    assert report.types == (FIRST, *OTHERS)
    assert report.exchanges > len(OTHERS)


def test_that_a_handler_hangs_is_remembered(session):
    """A handler that always hangs costs a few times the limit, whatever is asked about it afterwards."""
    run = session(lambda body: time.sleep(900), timeout=0.2)

    reports = [run.report("accepts", type) for type in (FIRST, *OTHERS)]

    assert [bool(report.findings) for report in reports[:3]] == [True, True, False]
    assert all(report.exchanges == 0 and report.untested for report in reports[2:])
    assert reports[-1].untested.why == "the handler hangs"


def test_all_reports_share_a_budget(session):
    """When it is used up nothing more is sent, and the report says what was not."""
    run = session(lambda body: None, budget=0.0)

    report = run.report("accepts", "hang")

    assert report.exchanges == 0
    assert str(report.untested) == "1 of 1 steps: the time budget was used up"
