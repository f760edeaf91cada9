import re
import runpy
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


def untimed(text):
    """
    A text without what differs from run to run.
    """
    return TIME.sub("… s", text).rstrip()


@pytest.mark.parametrize("name", ["kinds_of_handlers.py", "three_verdicts.py"])
def test_a_snippet_runs(name):
    """
    A snippet does what the page that includes it says; its own assertions tell.
    """
    runpy.run_path(str(EXAMPLES / name))


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
    assert untimed(result.stdout) == untimed((STORY / printed).read_text(encoding="utf-8"))


@pytest.mark.parametrize(("app", "outcome"), [("app.py", "failed"), ("fixed_app.py", "passed")])
def test_the_tutorial_ends_with_a_test(pytester, webhook, app, outcome):
    """
    The test of the tutorial fails on the first webhook, and passes on the mended one.
    """
    webhook(app)
    pytester.makepyfile(test_webhook=(STORY / "test_webhook.py").read_text(encoding="utf-8"))

    result = pytester.runpytest_subprocess("-p", "no:cacheprovider")

    result.assert_outcomes(**{outcome: 1})
