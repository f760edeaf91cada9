"""
Sessions that could not check everything, and sessions without a webhook: one item fails, and none passes.
"""

import re
import sys
from types import ModuleType

import pytest

NOT_THERE = """
from flask import Flask

def missing(environ, start_response):
    start_response("404 Not Found", [])
    return [b""]

def closed(environ, start_response):
    start_response("401 Unauthorized", [])
    return [b""]

routed = Flask("routed")
routed.post("/webhook")(dict)
"""
SLOW = """
import time

def slow(body):
    time.sleep(0.06)
"""
NO_TIME = "--vapi-time-budget=0.000001"
NEEDS_CALL = "def app(body):\n    return body['message']['call']['id']\n"


def test_one_item_fails_for_an_incomplete_session(app, session):
    """It says what did not run; the others are skipped with the reason, and the summary ends with it."""
    result = session("--vapi-handler=app:sound", "--vapi-type=hang", "-rs", NO_TIME)

    outcomes = result.parseoutcomes()
    assert result.ret == 1
    assert outcomes["failed"] == 1
    assert outcomes["skipped"] > 2
    assert "passed" not in outcomes
    result.stdout.fnmatch_lines(
        [
            "INCOMPLETE: parts of the check did not run, so this is not a pass. Not sent: *",
            "vapi-contract: app:sound: 0 findings in 0 exchanges, *",
            "INCOMPLETE: parts of the check did not run, so this is not a pass. Not sent: *",
            "SKIPPED * the time budget was used up",
        ]
    )


@pytest.mark.parametrize("how", ["option", "setting"])
def test_an_incomplete_session_may_be_allowed(app, pytester, session, how):
    """`--vapi-allow-incomplete`, or the setting, has no item fail for it."""
    options = ["--vapi-allow-incomplete"] if how == "option" else []
    if how == "setting":
        pytester.makeini("[pytest]\nvapi_allow_incomplete = yes\n")

    result = session("--vapi-handler=app:sound", "--vapi-type=hang", NO_TIME, *options)

    assert result.ret == 0
    assert "failed" not in result.parseoutcomes()
    result.stdout.fnmatch_lines(["INCOMPLETE: parts of the check did not run, *"])


def test_the_fixture_fails_for_an_incomplete_run(own_tests, pytester, session):
    """`vapi_check` is not content with a part, unless it is told so."""
    pytester.makepyfile(app=SLOW)
    own_tests(
        "slow",
        """
        def test_strict(vapi_check):
            vapi_check(time_budget=0.5, max_examples=100)

        def test_lenient(vapi_check):
            assert vapi_check(time_budget=0.5, max_examples=100, allow_incomplete=True).ok
        """,
    )

    result = session("-p", "no:randomly")

    result.assert_outcomes(failed=1, passed=1)
    result.stdout.fnmatch_lines(["E *INCOMPLETE: parts of the check did not run, *"])


@pytest.mark.parametrize(
    ("handler", "text"),
    [
        (
            "app:missing",
            "app:missing has no route at /: every message is answered with 404. Specify the path of the *",
        ),
        (
            "app:routed",
            "app:routed has no route at /: * It accepts POST requests at /webhook. *",
        ),
        ("app:closed", "app:closed answers every message with 401: the webhook wants credentials. *"),
        ("http://127.0.0.1:1/", "Cannot connect to the server: no connection: *"),
    ],
)
def test_one_item_fails_where_there_is_no_webhook(pytester, session, handler, text):
    """It says what to do, without a traceback; the others are skipped, and nothing is sent for them."""
    pytester.makepyfile(app=NOT_THERE)

    result = session(f"--vapi-handler={handler}", "--vapi-type=hang", "-rs")

    outcomes = result.parseoutcomes()
    assert outcomes["failed"] == 1
    assert outcomes["skipped"] > 2
    assert "passed" not in outcomes
    result.stdout.fnmatch_lines([text, "SKIPPED * no webhook answers"])
    assert "Traceback" not in result.stdout.str()


def test_a_test_and_a_replay_fail_where_there_is_no_webhook(app, pytester, session):
    """`vapi_check` and `--vapi-replay` say what to do as the items do."""
    pytester.makepyfile(
        test_it="""
        import pytest

        @pytest.fixture
        def vapi_handler():
            return "http://127.0.0.1:1/"

        def test_own(vapi_check):
            vapi_check()
        """
    )
    found = session(
        "--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-type=hang", "-k", "accepts"
    ).stdout.str()
    replay = re.search(r"--vapi-replay=\S+", found).group()

    own = session("test_it.py")
    again = session("--vapi-handler=http://127.0.0.1:1/", replay)

    own.assert_outcomes(failed=1)
    own.stdout.fnmatch_lines(["E *HandlerUnreachable: Cannot connect to the server: no connection: *"])
    assert again.parseoutcomes()["failed"] == 1
    again.stdout.fnmatch_lines(["Cannot connect to the server: no connection: *"])


def test_an_import_that_fails_loses_no_finding(pytester, session, monkeypatch):
    """What was found before the random search is told by the item."""
    pytester.makepyfile(app=NEEDS_CALL)

    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "hypothesis", ModuleType("hypothesis"))
        result = session(
            "--vapi-handler=app:app",
            "--vapi-max-examples=20",
            "--vapi-check=accepts",
            "--vapi-type=model-output",
        )

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["LOST  model-output is rejected when `call` is missing *accepts VC102"])
