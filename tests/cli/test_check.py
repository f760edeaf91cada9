import json
import os
import re
import subprocess
import sys
from types import ModuleType

import pytest

FEW = ("--max-examples", "3")


def test_a_sound_handler_ends_well(command):
    """Nothing found: how long replies take, and a line that says so, exit status 0."""
    result = command("check", "cli_app:sound", "--type", "hang", "--type", "model-output", *FEW)

    assert result.exit_code == 0
    assert re.fullmatch(
        r"not tested: .*\nlatency of .*\n"
        r"0 findings in \d+ exchanges, 2 message types, [\d.]+ s \(revision .*, seed 0\)\n",
        result.output,
    )


def test_findings_end_with_status_1(command):
    """What is found is told in full, with the summary at the end."""
    result = command("check", "cli_app:app", "--type", "hang", "--check", "accepts", *FEW)

    shown = re.sub(r"\b[\d.]+ m?s\b", "… ms", result.stdout).splitlines()
    lines = [line for line in shown if " │" not in line and not line.startswith("  hint")]
    assert result.exit_code == 1
    assert any(line.strip().startswith("► 3 │ ") for line in shown)
    assert lines[0] == f"{'LOST  hang is rejected when `call` is missing':<88}  accepts VC102"
    assert lines[2:6] == [
        "  expected  it returns",
        "  got       an exception after … ms: KeyError: 'call' (cli_app.py:3 in app)",
        lines[4],
        "  call      python -c \"import cli_app; cli_app.app({'message': {'type': 'hang'}})\"",
    ]
    assert re.fullmatch(
        r"  replay    vapi-contract check cli_app:app --replay accepts/hang/bare@\w{4}", lines[4]
    )
    assert lines[7].startswith("latency of hang (limit ")
    assert lines[8].startswith("1 finding in ")


def test_notes_end_with_status_0(command):
    """They are told, marked as notes, and fail nothing."""
    options = ("--secret", "hunter2-hunter2", "--type", "hang", "--check", "credentials")

    result = command("check", "cli_app:hidden", *options)

    assert result.exit_code == 0, result.output
    assert result.output.startswith(
        "NOTE  a request is rejected with 404 instead of 401 or 403 when the credential is missing "
    )
    assert "\n0 findings and 1 note in " in result.output


def test_the_line_to_see_it_again_works(command):
    """The command of a finding shows the same exception."""
    result = command("check", "cli_app:app", "--type", "hang", "--check", "accepts", *FEW)
    line = re.search(r"  call      python (-c \".*\")", result.output).group(1)

    again = subprocess.run(
        f"{sys.executable} {line}", shell=True, capture_output=True, text=True, check=False
    )

    assert "KeyError: 'call'" in again.stderr


def test_the_report_can_be_written(command, tmp_path):
    """`--json` writes the report, with the options that it was made with."""
    options = ("--revision", "2026-04-22", "--seed", "5", "--json", "found.json")

    result = command("check", "cli_app:app", "--type", "hang", *options, *FEW)

    report = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    assert result.exit_code == 1
    assert (report["revision"], report["seed"], report["types"]) == ("2026-04-22", 5, ["hang"])
    assert report["findings"]


def test_the_report_can_be_piped(command):
    """`--json -` prints the report alone on standard output; the text goes to standard error."""
    result = command("check", "cli_app:app", "--type", "hang", "--check", "accepts", "--json", "-", *FEW)

    assert result.exit_code == 1
    assert json.loads(result.stdout)["findings"]
    failures, _, told = result.stderr.partition("LOST  hang is rejected when `call` is missing")
    assert failures.startswith("Failures as they are found; the report follows.\n  accepts: hang got ")
    assert "1 finding in " in told


def test_refusal_can_be_demanded(command):
    """With `--on-invalid reject` a handler that accepts everything has findings."""
    result = command("check", "cli_app:sound", "--type", "hang", "--on-invalid", "reject", *FEW)

    assert result.exit_code == 1
    assert "is not rejected" in result.output


def test_time_is_bounded(command):
    """A run ends soon after its time budget, and says what it left out."""
    result = command("check", "cli_app:slow", "--type", "hang", "--time-budget", "0.3")

    assert "skipped" in result.output
    assert "the time budget was used up" in result.output


def test_a_check_leaves_nothing_beside_the_code(command, monkeypatch, tmp_path):
    """What Hypothesis works out once for ever is kept where caches are, unless the user says where."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))
    monkeypatch.delenv("HYPOTHESIS_STORAGE_DIRECTORY")

    command("check", "cli_app:sound", "--type", "hang", *FEW)
    first = os.environ["HYPOTHESIS_STORAGE_DIRECTORY"]
    monkeypatch.setenv("HYPOTHESIS_STORAGE_DIRECTORY", "mine")
    command("check", "cli_app:sound", "--type", "hang", *FEW)

    assert first == str(tmp_path / "caches" / "vapi-contract" / "hypothesis")
    assert os.environ["HYPOTHESIS_STORAGE_DIRECTORY"] == "mine"


def test_an_incomplete_run_ends_with_status_3(command, tmp_path):
    """Nothing was found in what was sent, which was too little: that is said last, and in the report."""
    result = command("check", "cli_app:leisurely", "--time-budget", "1", "--json", "found.json")

    report = json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))
    *_, summary, last = result.output.splitlines()
    assert result.exit_code == 3
    assert summary.startswith("0 findings in ")
    assert last.startswith("INCOMPLETE: parts of the check did not run, so this is not a pass. Not sent: ")
    assert re.search(r"Set the time budget to \d+ seconds or more, or accept this with --allow-inc", last)
    assert (report["complete"], report["ok"]) == (False, False)
    assert any(skip["essential"] for skip in report["skipped"])


def test_an_incomplete_run_may_be_allowed(command):
    """With `--allow-incomplete` it ends with status 0, and says still that it is incomplete."""
    result = command("check", "cli_app:leisurely", "--time-budget", "1", "--allow-incomplete")

    assert result.exit_code == 0
    assert result.output.splitlines()[-1].startswith("INCOMPLETE: ")


def test_findings_of_an_incomplete_run_end_with_status_1(command):
    """What was found counts; that the run is incomplete is said as well, and last."""
    result = command("check", "cli_app:late_and_wrong", "--time-budget", "1")

    assert result.exit_code == 1
    assert "is rejected when `call` is missing" in result.output
    assert result.output.splitlines()[-1].startswith("INCOMPLETE: ")


def test_a_run_without_an_exchange_ends_with_status_3(command):
    """A check that has nothing to send says nothing of the webhook."""
    result = command("check", "cli_app:sound", "--check", "replays")

    assert result.exit_code == 3
    assert "none of the checks has anything to send to this handler" in result.output


def test_a_slow_and_honest_webhook_ends_with_status_0(command):
    """With time enough a slow handler is in order, and the output says what was left out."""
    options = ("--type", "hang", "--check", "accepts", "--check", "observed", "--time-budget", "3")

    result = command("check", "cli_app:leisurely", *options)

    assert result.exit_code == 0
    left_out = r"^further messages of some kinds skipped; a message takes \d+ ms$"
    assert re.search(left_out, result.output, re.MULTILINE)


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (
            ["cli_app:missing"],
            "has no route at /: every message is answered with 404. Specify the path of the webhook",
        ),
        (["cli_app:routed"], "It accepts POST requests at /webhook. Specify one of these with `path` ("),
        (["cli_app:picky"], "answers every message with 401: the webhook wants credentials. Pass "),
        (["http://127.0.0.1:1/"], "Cannot connect to the server: no connection: "),
    ],
)
def test_a_webhook_that_is_not_there_ends_with_status_2(command, args, text):
    """One line says what is wrong and what to do; it is no finding."""
    result = command("check", *args)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1
    assert text in result.stderr


def test_an_import_that_fails_loses_no_finding(command, monkeypatch):
    """What was found is told, and what did not run."""
    options = ("--type", "model-output", "--check", "accepts", "--max-examples", "20", "--time-budget", "60")

    with monkeypatch.context() as patched:
        patched.setitem(sys.modules, "hypothesis", ModuleType("hypothesis"))
        result = command("check", "cli_app:app", *options)

    assert result.exit_code == 1
    assert "model-output is rejected when `call` is missing" in result.output
    assert "random valid messages (model-output) skipped; it failed with ImportError: " in result.output
