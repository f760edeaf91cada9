import pytest

from pytest_vapi_contract import check_handler, fuzz_handler
from pytest_vapi_contract.conformance import handler_fuzz, replay
from pytest_vapi_contract.conformance.run_options import RunOptions
from pytest_vapi_contract.delivery import as_handler
from pytest_vapi_contract.fuzzing import Search

#: Enough seconds that no test depends on how busy the machine is.
ENOUGH = 300.0


def ok(body):
    """A handler without a fault."""


def rare(body):
    """A handler that fails for one combination of two values."""
    message = body.get("message") if isinstance(body, dict) else None
    if not isinstance(message, dict) or message.get("type") != "status-update":
        return None
    call = message.get("call")
    is_web = isinstance(call, dict) and call.get("type") == "webCall"
    return call["webhook"] if is_web and message.get("status") == "ringing" else None


def found(handler, *, most=1_500, **options):
    """The report of a search with a limited number of exchanges."""
    return fuzz_handler(handler, time_budget=ENOUGH, max_exchanges=most, types=["status-update"], **options)


def test_a_search_finds_what_a_usual_run_does_not():
    """The finding is like any other: with its cause, its line, and an id by which it happens again."""
    usual = check_handler(rare, types=["status-update"], time_budget=ENOUGH)
    report = found(rare)

    [finding] = report.findings
    again = replay(as_handler(rare), finding.replay, RunOptions())
    assert usual.ok, str(usual)
    assert not report.ok
    assert finding.severity == "lost"
    assert finding.location is not None
    assert finding.location.function == "rare"
    assert again.report.findings[0].cause == finding.cause


def test_nothing_is_found_in_a_correct_handler():
    """The report says how much was tried, and that it is complete."""
    report = found(ok, most=700)

    assert report.ok, str(report)
    assert report.exchanges == 700
    assert [line for line in report.remarks if line.startswith("searched with ")]


def test_an_error_of_the_search_is_told(monkeypatch):
    """It makes the run incomplete: nobody takes it for a pass."""

    def broken(self):
        yield next(trials(self))
        raise RuntimeError("out of ideas")

    trials = Search.trials
    monkeypatch.setattr(Search, "trials", broken)

    report = found(ok)

    assert not report.ok
    assert report.untested is not None
    assert report.untested.what == "the rest of the search"
    assert "out of ideas" in report.warning


def test_ctrl_c_ends_a_search_well(monkeypatch):
    """What was found by then is reported; everything that every run sends was sent."""

    def interrupted(self):
        raise KeyboardInterrupt
        yield

    monkeypatch.setattr(Search, "trials", interrupted)

    report = found(lambda body: body["message"]["call"]["id"])

    assert report.interrupted
    assert report.complete
    assert any(finding.check == "accepts" for finding in report.findings)


def test_a_search_that_ends_early_says_why(monkeypatch):
    """A handler that does not answer any more is not taken for one that was searched."""
    monkeypatch.setattr("pytest_vapi_contract.conformance.sender.HOPELESS_HANGS", 0)

    def hangs_later(body, count=[0]):  # noqa: B006 - it remembers
        count[0] += 1
        if count[0] > 300:
            __import__("time").sleep(1)

    report = found(hangs_later, timeout=0.2)

    assert report.untested is not None
    assert any(skip.what == "the rest of the search" for skip in report.skipped)


def test_the_time_of_a_search_is_ten_minutes_by_default(monkeypatch):
    """A tenth of it may be used to explain what was found."""
    given = {}

    def check_with(handler, options, **more):
        given.update(more, time_budget=options.time_budget)
        return check_handler(ok, types=["hang"], checks=["accepts"], max_examples=1)

    monkeypatch.setattr(handler_fuzz, "check_with", check_with)

    fuzz_handler(ok)

    assert given["time_budget"] == 600
    assert given["overtime"] == 60


@pytest.mark.parametrize("seed", [0, 1])
def test_a_search_sends_what_every_run_sends(seed):
    """What fails there is found at once."""
    report = found(lambda body: body["message"]["call"]["id"], most=1, seed=seed)

    assert report.findings
    assert report.complete
