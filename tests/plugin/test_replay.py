"""`--vapi-replay`: one exchange again, from what a failure says."""

import re

from tests.exchanges import HANG_TOLD
from tests.plugin.app import APP, text_of

OPTIONS = ("--vapi-handler=app:app", "--vapi-path=/webhook")


def replay_in(result):
    """The option that the first finding of a session names."""
    return re.search(r"--vapi-replay=\S+", result.stdout.str()).group()


def test_a_finding_can_be_repeated(app, session):
    """
    The line of a finding repeats its exchange alone: what is sent, what comes back, and that it still fails.
    """
    found = session(*OPTIONS, "--vapi-type=hang", "-k", "accepts")

    again = session(*OPTIONS, replay_in(found))

    assert again.ret == 1
    again.assert_outcomes(failed=1)
    lines = text_of(again).splitlines()
    told = lines.index("POST /webhook (27 bytes)")
    assert lines[told - 1].startswith("hang, ")
    assert lines[told : told + 15] == [
        "POST /webhook (27 bytes)",
        "  Content-Type: application/json",
        *HANG_TOLD,
        "an exception after … ms: KeyError: 'call' (app.py:8 in app)",
        lines[told + 10],
        '      call = body["message"]["call"]["id"]',
        "  KeyError: 'call'",
        "",
        "the check 'accepts' still fails; expected a 2xx reply",
    ]
    assert "LOST  hang is rejected" in lines


def test_a_mended_handler_passes(app, session):
    """Once the handler is mended the same line passes, and still says what came back."""
    found = session(*OPTIONS, "--vapi-type=hang", "-k", "accepts")
    app.write_text(APP.replace('["call"]["id"]', '["type"]'), encoding="utf-8")

    again = session(*OPTIONS, replay_in(found))

    assert again.ret == 0
    again.assert_outcomes(passed=1)
    again.stdout.fnmatch_lines(["hang, *", "200 in *s", "the check 'accepts' passes now"])


def test_nothing_else_runs(app, pytester, session):
    """
    Tests of one's own are left out while an exchange is repeated, and the ini file can ask for that, too.
    """
    pytester.makepyfile(test_own="def test_one(): assert False")
    replay = replay_in(session(*OPTIONS, "--vapi-type=hang", "-k", "accepts")).removeprefix("--vapi-replay=")
    pytester.makeini(f"[pytest]\nvapi_replay = {replay}\nvapi_handler = app:app\nvapi_path = /webhook")

    again = session()

    again.assert_outcomes(failed=1, deselected=1)


def test_what_stands_in_the_settings_is_not_said_again(app, pytester, session):
    """The line has the options that were given, and no secret."""
    pytester.makeini("[pytest]\nvapi_handler = app:app")

    result = session("--vapi-path=/webhook", "--vapi-secret=hunter2", "--vapi-type=hang", "-k", "accepts")

    pattern = (
        r"  replay    pytest --vapi-path=/webhook --vapi-secret=env:VAPI_SECRET --vapi-replay=accepts/hang/"
    )
    assert re.search(pattern, result.stdout.str())


def test_a_test_repeats_its_exchange(app, own_tests, session):
    """What `vapi_check` finds is repeated by the test that found it: it names the handler and its options."""
    own_tests(
        "app",
        """
        def test_sound(vapi_check):
            vapi_check(types=["hang"], checks=["accepts"], path="/webhook")
        """,
    )

    found = session()
    line = re.search(r"replay +pytest (test_it.py::test_sound) (--vapi-replay=\S+)", found.stdout.str())
    again = session(*line.groups())

    again.assert_outcomes(failed=1)
    again.stdout.fnmatch_lines(["hang, *", "the check 'accepts' still fails; expected a 2xx reply"])


def test_a_text_that_is_cut_says_so(app, session):
    """What was not copied as a whole is no traceback."""
    found = session(*OPTIONS, "--vapi-type=hang", "-k", "accepts")

    again = session(*OPTIONS, replay_in(found)[:-3])

    assert again.ret == 1
    again.stdout.fnmatch_lines(
        ["Cannot replay 'accepts/hang/*': it is incomplete, or from another version of this package. *"]
    )
    assert "Traceback" not in again.stdout.str()
