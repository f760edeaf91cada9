"""Known findings in a session."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.findings.baseline import Baseline
from pytest_vapi_contract.findings.baseline_file import read_baseline, write_baseline

BASELINE = """
version = 1

[[accepted]]
code = "VC102"
cause = "KeyError 'call' in app of app.py"
line = 'call = body["message"]["call"]["id"]'
conditions = ["`call` is missing"]
reason = "we do not use chats yet"
"""
CHECKED = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-check=accepts", "--vapi-type=hang")


@pytest.mark.parametrize("given", ["option", "setting"])
def test_a_known_finding_is_accepted(app, pytester, session, given):
    """The option is relative to where pytest starts, the setting to where it is; the session says so."""
    (pytester.path / "accepted.toml").write_text(BASELINE, encoding="utf-8")
    if given == "setting":
        pytester.makeini("[pytest]\nvapi_baseline = accepted.toml")

    result = session(*CHECKED, *(["--vapi-baseline=accepted.toml"] if given == "option" else []))

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*accepted 1 finding of the baseline: VC102"])


def test_an_expired_entry_fails_with_its_reason(app, pytester, session):
    """The finding is told as ever, and why it was accepted."""
    text = f"{BASELINE}expires = 2020-01-31\n"
    (pytester.path / "accepted.toml").write_text(text, encoding="utf-8")

    result = session(*CHECKED, "--vapi-baseline=accepted.toml")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["  accepted  until 2020-01-31 (expired): we do not use chats yet"])


def test_a_code_can_be_ignored(app, session):
    """Its findings are left out and counted."""
    result = session(*CHECKED, "--vapi-ignore=VC102")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(["*ignored 1 finding: VC102"])


@pytest.mark.parametrize(
    ("option", "told"),
    [
        ("--vapi-baseline=gone.toml", "gone.toml cannot be used: it does not exist"),
        ("--vapi-ignore=VC1O2", "Unknown code 'VC1O2'. Did you mean"),
    ],
)
def test_what_cannot_be_used_is_told(app, session, option, told):
    """The error says what to do, and nothing is checked."""
    result = session(*CHECKED, option)

    assert result.ret != 0
    assert told in result.stdout.str() + result.stderr.str()


def test_a_session_can_write_a_baseline(app, pytester, session):
    """It accepts all that it finds, and so does the next one; a reason that was given is kept."""
    first = session(*CHECKED, "--vapi-write-baseline=accepted.toml")
    file = pytester.path / "accepted.toml"
    entry = read_baseline(file).entries[0]
    write_baseline(Baseline(entries=(replace(entry, reason="we do not use chats yet"),)), file)
    again = session(*CHECKED, "--vapi-write-baseline=accepted.toml")
    later = session(*CHECKED, "--vapi-baseline=accepted.toml")

    for result in (first, again, later):
        result.assert_outcomes(passed=1)
        result.stdout.fnmatch_lines(["*accepted 1 finding of the baseline: VC102"])
    again.stdout.fnmatch_lines(["*1 finding accepted in accepted.toml. Give each a reason there."])
    assert [each.reason for each in read_baseline(file).entries] == ["we do not use chats yet"]


def test_a_baseline_that_is_written_takes_the_place_of_the_setting(app, pytester, session):
    """What it has is kept: so both options together make no sense."""
    (pytester.path / "accepted.toml").write_text(BASELINE, encoding="utf-8")
    pytester.makeini("[pytest]\nvapi_baseline = accepted.toml")

    result = session(*CHECKED, "--vapi-write-baseline=accepted.toml")
    both = session(*CHECKED, "--vapi-write-baseline=a.toml", "--vapi-baseline=b.toml")

    result.assert_outcomes(passed=1)
    assert read_baseline(pytester.path / "accepted.toml").entries[0].reason == "we do not use chats yet"
    assert both.ret == pytest.ExitCode.USAGE_ERROR
    both.stderr.fnmatch_lines(["ERROR: *--vapi-write-baseline cannot be combined with --vapi-baseline: *"])
