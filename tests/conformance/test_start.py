import pytest

from pytest_vapi_contract import as_handler, check_handler
from pytest_vapi_contract.conformance import RunOptions
from pytest_vapi_contract.conformance.start import checks_for
from pytest_vapi_contract.errors import UnknownCheck, UnknownMessageType
from tests.conformance.small_runs import CONTRACT, needs_call, small_run


def test_unknown_names_are_refused():
    """A message type or a check that does not exist is an error with advice."""
    with pytest.raises(UnknownMessageType, match="Did you mean 'model-output'"):
        small_run(needs_call, types=["model-outputs"])
    with pytest.raises(UnknownCheck, match="Did you mean 'accepts'"):
        small_run(needs_call, checks=["accept"])


def test_a_report_is_about_what_was_asked_for():
    """It has the types and checks that were asked for, each once."""
    report = small_run(needs_call, types=["hang", "model-output", "hang"], checks=["survives"])

    assert report.types == ("hang", "model-output")
    assert report.checks == ("survives",)


def test_a_type_that_the_handler_acts_on_must_be_known():
    """A misspelt name in `handles` is an error, as it is in `types`."""
    with pytest.raises(UnknownMessageType, match="Did you mean 'hang'"):
        small_run(needs_call, handles=["hangs"])


def test_a_reply_may_take_as_long_as_the_options_say():
    """The check for time has the limit of the handler, and the one of the user if there is one."""
    with as_handler(needs_call, timeout=3) as handler:
        [check] = checks_for(handler, RunOptions(contract=CONTRACT, checks=["in-time"], max_latency=0.5))

    assert (check.usual, check.max_latency) == (3, 0.5)


def test_a_rare_exception_is_seen_where_the_handler_acts_on_the_type():
    """Few messages of the type have an empty list there, and none of them is the first of its kind."""

    def webhook(body):
        message = body["message"]
        try:
            turns = message["artifact"]["performanceMetrics"]["turnLatencies"] or ()
            sum(turn["turnLatency"] for turn in turns) / len(turns)
        except KeyError:
            pass
        except Exception:  # noqa: BLE001 - this is the fault
            return "not stored"

    only = {"types": ["end-of-call-report"], "checks": ["observed"], "max_examples": 40}
    by_chance, looked_for = (
        check_handler(webhook, handles=handles, **only) for handles in ([], ["end-of-call-report"])
    )

    [finding] = looked_for.findings
    assert finding.code == "VC413"
    assert "ZeroDivisionError" in str(finding)
    assert by_chance.findings == ()


def test_a_plain_function_refuses_by_an_exception():
    """A function has no status to refuse with: a `ValueError` does. A web app has one."""

    def app(environ, start_response):
        start_response("200 OK", [])
        return [b""]

    options = RunOptions(contract=CONTRACT, checks=["survives"])
    with as_handler(needs_call) as function, as_handler(app) as web_app:
        refusals = [checks_for(handler, options)[0].refusals for handler in (function, web_app)]

    assert refusals == [(ValueError,), ()]
