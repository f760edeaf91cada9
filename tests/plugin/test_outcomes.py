import json
import os
import re

FAULTY = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-type=hang")


def test_the_summary_begins_with_what_decides(app, session):
    """In 80 columns the line of the short summary is cut behind the cause, not before it."""
    result = session(*FAULTY, "-k", "accepts")

    result.stdout.fnmatch_lines(["FAILED vapi-contract::accepts - `call` is missing: hang is rejected"])
    result.stdout.fnmatch_lines(
        ["1 finding in * exchanges, 1 message type, * s (revision 2026-08-18, seed 0)"]
    )


def test_junit_gets_the_findings(app, pytester, session):
    """In a JUnit file each failed item has its finding."""
    session(*FAULTY, "-k", "accepts", "--junitxml=out.xml")

    xml = (pytester.path / "out.xml").read_text(encoding="utf-8")
    assert 'message="`call` is missing: hang is rejected"' in xml
    assert "KeyError: &#x27;call&#x27;" in xml or "KeyError: 'call'" in xml


def test_a_report_is_written(app, pytester, session):
    """`--vapi-report` has what all items have found, one finding for one cause."""
    session(
        "--vapi-handler=app:app",
        "--vapi-path=/webhook",
        "--vapi-check=accepts",
        "--vapi-type=chat.created,chat.deleted",
        "--vapi-report=out/found.json",
    )

    report = json.loads((pytester.path / "out" / "found.json").read_text(encoding="utf-8"))
    [finding] = report["findings"]
    assert finding["place"] == "app.py:8 in app"
    assert finding["types"] == ["chat.created", "chat.deleted"]


def test_only_the_output_of_what_is_shown_is_shown(pytester, session):
    """What the handler prints for hundreds of messages does not bury the findings."""
    pytester.makepyfile(
        app="import logging\n\n"
        "def app(body):\n"
        "    print('printed')\n"
        "    logging.warning('logged')\n"
        "    body = dict(body)\n"
        "    body['message']['call']\n"
    )

    result = session("--vapi-handler=app:app", "--vapi-type=hang", "-k", "accepts or replies")

    text = result.stdout.str()
    result.stdout.fnmatch_lines(
        [
            "*- Captured stdout call -*",
            "LOST  hang is rejected when `call` is missing",
            "  printed",
            "*- Captured log call -*",
            "LOST  hang is rejected when `call` is missing",
            "  WARNING  root: logged",
        ]
    )
    assert text.count("printed") == text.count("logged") == 1


def test_what_is_not_shown_is_not_kept(pytester, session):
    """What a handler prints and logs for hundreds of messages may be more than there is memory."""
    pytester.makepyfile(
        app="import logging, sys\n\n"
        "def app(body):\n"
        "    logging.warning('logged')\n"
        "    kept = [each.records for each in logging.getLogger().handlers if hasattr(each, 'records')]\n"
        "    name = getattr(sys.stdout, 'name', 'nothing with a name')\n"
        "    raise LookupError(f'{sum(map(len, kept))} records, printed to {name}')\n"
    )

    quiet = session("--vapi-handler=app:app", "--vapi-type=hang", "-k", "accepts")
    loud = session("--vapi-handler=app:app", "--vapi-type=hang", "-k", "accepts", "-s")

    quiet.stdout.fnmatch_lines([f"*LookupError: 0 records, printed to {os.devnull}*"])
    loud.stdout.fnmatch_lines(["*LookupError: 0 records, printed to *"])
    assert f"printed to {os.devnull}" not in loud.stdout.str()


def test_a_replay_runs_in_workers(app, session):
    """With xdist one worker repeats the exchange, and what came of it is still printed."""
    options = ("--vapi-handler=app:app", "--vapi-path=/webhook")
    found = session(*options, "--vapi-type=hang", "-k", "accepts")
    text = re.search(r"--vapi-replay=\S+", found.stdout.str()).group()

    result = session(*options, text, "-p", "xdist", "-n2")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["the check 'accepts' still fails; expected a 2xx reply"])


def test_what_is_printed_is_worth_less_than_what_was_found(pytester, session):
    """A `reset` that fails when a finding is sent once more does not cost the report; escapes are shown."""
    pytester.makepyfile(
        app="import itertools\n"
        "calls = itertools.count()\n"
        "def app(body):\n    print('\\x1b[31mred')\n    raise KeyError('call')\n"
        "def reset():\n    if state['over']: raise ValueError('no more')\n"
        "state = {'over': False}\n",
        conftest="import app\n"
        "from pytest_vapi_contract.plugin.whole_run import WholeRun\n"
        "usual = WholeRun._printed\n"
        "def printed(run, finding, until):\n"
        "    first, app.state['over'] = usual(run, finding, until), True\n"
        "    return {**first, **usual(run, finding, until)}\n"
        "WholeRun._printed = printed\n",
    )

    result = session("--vapi-handler=app:app", "--vapi-reset=app:reset", "-k", "accepts")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["  ?x1b[[]31mred", "*KeyError: 'call'*"])
