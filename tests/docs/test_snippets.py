import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import settings
from hypothesis.stateful import run_state_machine_as_test

from pytest_vapi_contract import assert_assembles_turns, check_handler
from pytest_vapi_contract.conformance.budget import SLOW, TIME_BUDGET
from pytest_vapi_contract.delivery.time_limits import LIMITS, TIMEOUT
from pytest_vapi_contract.findings.baseline_file import read_baseline, write_baseline

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
STORY = EXAMPLES / "first_finding"
CAPTIONS = EXAMPLES / "live_captions"
RECORD = runpy.run_path(str(EXAMPLES.parent / "record.py"))
#: Times, and which message type is nearest to its limit.
TIME = re.compile(r"\b\d+(\.\d+)? (ms|s)\b|(?<=latency of )[\w.-]+|(?<=[(]limit )[\d.]+ s")

#: The message type that each webhook of the guides answers.
TYPES_OF_ANSWERS = {
    "assistant_request": "assistant-request",
    "handoff_request": "handoff-destination-request",
    "knowledge_base_request": "knowledge-base-request",
    "transfer_request": "transfer-destination-request",
    "voice_request": "voice-request",
}


@pytest.fixture
def webhook(tmp_path, monkeypatch):
    """A function that makes a file of the tutorial the `app.py` of the working directory."""
    monkeypatch.chdir(tmp_path)

    def put(name):
        (tmp_path / "app.py").write_text((STORY / name).read_text(encoding="utf-8"), encoding="utf-8")

    yield put
    sys.modules.pop("app", None)  # other tests have an `app` of their own


@pytest.mark.parametrize(
    "name",
    [
        "caption_machine.py",
        "captions.py",
        "fuzz_for_minutes.py",
        "kinds_of_handlers.py",
        "own_tools.py",
        "signed_handler.py",
        "state_of_a_webhook.py",
        "three_verdicts.py",
    ],
)
def test_a_snippet_runs(name):
    """A snippet does what the page that includes it says; its own assertions tell."""
    runpy.run_path(str(EXAMPLES / name))


@pytest.mark.parametrize("path", sorted((EXAMPLES / "answers").glob("*.py")), ids=lambda path: path.stem)
def test_a_webhook_that_answers_passes_its_tests(path):
    """The tests beside it, and a run that demands answers."""
    names, type = runpy.run_path(str(path)), TYPES_OF_ANSWERS[path.stem]

    for name in names:
        if name.startswith("test_"):
            names[name]()
    report = check_handler(
        names["app"],
        path="/webhook",
        types=[type],
        handles=[type],
        checks=["accepts", "replies"],
        max_examples=8,
    )

    assert report.ok, str(report)


def test_the_caption_machine_passes():
    """The captions of the page about calls are those of the model, whatever the machine does."""
    machine = runpy.run_path(str(EXAMPLES / "caption_machine.py"))["CaptionMachine"]

    run_state_machine_as_test(machine, settings=settings(max_examples=5, stateful_step_count=10))


def test_the_captions_pass_and_the_faulty_ones_fail_as_the_page_shows():
    """The table on the page about turns is what the assertion says."""
    runpy.run_path(str(EXAMPLES / "captions.py"))["test_captions"]()
    faulty = runpy.run_path(str(EXAMPLES / "captions_faulty.py"), run_name="captions_faulty")

    with pytest.raises(AssertionError) as failure:
        assert_assembles_turns(faulty["webhook"], read=faulty["caption"])

    told = re.sub(r"a return in \d+ ms", "a return in 1 ms", str(failure.value))
    assert f"{told}\n" == (EXAMPLES / "captions_faulty.txt").read_text(encoding="utf-8")


def test_reports_are_stored_in_a_database_with_sqlalchemy():
    """The test on the page about databases passes."""
    runpy.run_path(str(EXAMPLES / "effects_sqlalchemy.py"))["test_each_report_is_stored_once"]()


def test_reports_are_stored_in_a_database_with_django():
    """The same with Django, which takes its settings once for each process."""
    code = f"import sys; sys.path.insert(0, {str(EXAMPLES)!r}); import effects_django as page"

    subprocess.run([sys.executable, "-c", f"{code}; page.test_each_report_is_stored_once()"], check=True)


def test_the_page_on_reachability_shows_what_its_snippet_prints(capsys):
    """The numbers on the page are those of the shipped schemas."""
    runpy.run_path(str(EXAMPLES / "unreachable_places.py"))

    assert capsys.readouterr().out == (EXAMPLES / "unreachable_places.txt").read_text(encoding="utf-8")


@pytest.mark.usefixtures("kept_cases")
@pytest.mark.parametrize("app", RECORD["OUTPUTS"])
def test_the_tutorial_shows_what_the_command_prints(app):
    """
    Every word and figure of the recorded output is printed by a run, but for times. `make record` renews it.
    """
    recorded = (STORY / RECORD["OUTPUTS"][app]).read_text(encoding="utf-8")

    printed = RECORD["printed"](app)

    assert TIME.sub("…", printed).splitlines() == TIME.sub("…", recorded).splitlines()


@pytest.mark.parametrize("app", RECORD["OUTPUTS_OF_CAPTIONS"])
def test_the_tutorial_about_captions_shows_what_the_command_prints(app):
    """One fault after the other is found, and none in the last version."""
    recorded = (CAPTIONS / RECORD["OUTPUTS_OF_CAPTIONS"][app]).read_text(encoding="utf-8")

    printed = RECORD["printed_of_captions"](app)

    assert TIME.sub("…", printed).splitlines() == TIME.sub("…", recorded).splitlines()


def test_the_tutorial_about_captions_shows_lines_of_a_call():
    """Those around the first token."""
    recorded = (CAPTIONS / "call.txt").read_text(encoding="utf-8")

    told = RECORD["call_of_captions"]()

    assert re.sub(r" +\d+ ms", " 1 ms", told) == re.sub(r" +\d+ ms", " 1 ms", recorded)


def test_the_tutorial_about_captions_ends_with_a_test(pytester):
    """It passes on the last version, and fails on the first."""
    shutil.copy(CAPTIONS / "test_captions.py", ".")
    for name, outcome in (("fixed.py", "passed"), ("app.py", "failed")):
        shutil.copy(CAPTIONS / name, "app.py")

        pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(**{outcome: 1})


def test_pages_quote_what_is_printed():
    """A line of output that a page quotes is in the recorded output, word for word."""
    recorded = (STORY / "check.txt").read_text(encoding="utf-8").splitlines()
    pages = [
        page.read_text(encoding="utf-8") for page in sorted((EXAMPLES.parent / "explanation").glob("*.md"))
    ]

    quoted = [
        line.strip() for page in pages for line in re.findall(r"^    (not tested: .*)$", page, re.MULTILINE)
    ]

    assert quoted
    assert set(quoted) <= set(recorded)


def test_the_page_about_the_run_has_its_figures():
    """The time budget and the pace on the page are those of the program."""
    page = (EXAMPLES.parent / "explanation" / "the-run.md").read_text(encoding="utf-8")

    assert f"The default is {TIME_BUDGET:g} seconds." in page
    assert f"more than {1000 * SLOW:g} milliseconds per reply" in page
    assert f"as long as Vapi waits: {TIMEOUT:g} seconds" in page
    assert f"{LIMITS['assistant-request']:g} seconds for an" in page


def test_the_baseline_of_the_guide_accepts_the_tutorial(webhook):
    """The file that the guide shows accepts every finding of the tutorial's webhook, and is as written."""
    webhook("app.py")
    shown = STORY / "baseline.toml"

    report = check_handler("app:app", path="/webhook", types=["hang"], max_examples=30, baseline=shown)

    baseline = read_baseline(shown)
    accepted = sorted(entry.code for entry in report.accepted)
    assert accepted == sorted(entry.code for entry in baseline.entries)
    assert report.findings == ()
    write_baseline(baseline, Path("baseline.toml"))
    assert Path("baseline.toml").read_text(encoding="utf-8") == shown.read_text(encoding="utf-8")


def test_tests_of_ones_own_pass(pytester, monkeypatch):
    """The tests of the how-to pass in a directory of their own, with each mutation of two types."""
    for file in (EXAMPLES / "own_tests").glob("*.py"):
        shutil.copy(file, pytester.path)

    result = pytester.runpytest("-p", "no:cacheprovider")

    outcomes = result.parseoutcomes()
    assert outcomes.keys() == {"passed"}
    assert outcomes["passed"] > 50


@pytest.mark.usefixtures("kept_cases")
def test_the_tutorial_ends_with_a_test(pytester, webhook):
    """The test at the end of the tutorial passes on the mended webhook."""
    webhook("fixed_app.py")
    shutil.copy(STORY / "test_webhook.py", ".")

    result = pytester.runpytest("-p", "no:cacheprovider")

    result.assert_outcomes(passed=1)
