import re
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
STORY = EXAMPLES / "first_finding"
CHECK = [sys.executable, "-m", "pytest_vapi_contract", "check", "app:app", "--path", "/webhook"]
TIME = re.compile(r"\b\d+(\.\d+)? (ms|s)\b")


@pytest.fixture
def webhook(tmp_path, monkeypatch):
    """
    A function that makes a file of the tutorial the `app.py` of the working directory.
    """
    monkeypatch.chdir(tmp_path)

    def put(name):
        (tmp_path / "app.py").write_text((STORY / name).read_text(encoding="utf-8"), encoding="utf-8")

    return put


def told(text):
    """
    What a text says of each finding: what is wrong, and what came back, however late and however often.
    """
    lines = [line for line in text.split("\n") if line and not line.startswith("skipped ")]
    lines = [line for line in lines if not line.startswith("  ") or "  got" in line]
    return [TIME.sub("… s", line) for line in lines[:-1]], lines[-1].partition(" in ")[0]


@pytest.mark.parametrize(
    "name", ["kinds_of_handlers.py", "signed_handler.py", "state_of_a_webhook.py", "three_verdicts.py"]
)
def test_a_snippet_runs(name):
    """
    A snippet does what the page that includes it says; its own assertions tell.
    """
    runpy.run_path(str(EXAMPLES / name))


def test_the_page_on_reachability_shows_what_its_snippet_prints(capsys):
    """
    The numbers on the page are those of the shipped schemas.
    """
    runpy.run_path(str(EXAMPLES / "unreachable_places.py"))

    assert capsys.readouterr().out == (EXAMPLES / "unreachable_places.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("app", "status", "printed"), [("app.py", 1, "check.txt"), ("fixed_app.py", 0, "fixed.txt")]
)
def test_the_tutorial_shows_what_the_command_prints(webhook, app, status, printed):
    """
    The output in the tutorial is the output of the command on the tutorial's webhook.
    """
    webhook(app)

    result = subprocess.run(CHECK, capture_output=True, text=True, timeout=120, check=False)

    assert result.returncode == status, result.stderr
    assert told(result.stdout) == told((STORY / printed).read_text(encoding="utf-8"))


def test_the_tutorial_ends_with_a_test(pytester, webhook):
    """
    The test at the end of the tutorial passes on the mended webhook.
    """
    webhook("fixed_app.py")
    shutil.copy(STORY / "test_webhook.py", ".")

    result = pytester.runpytest_subprocess()

    result.assert_outcomes(passed=1)
