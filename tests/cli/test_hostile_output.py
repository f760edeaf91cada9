"""A handler that closes the output or leaves the directory does not lose the report."""

import json
import os
import shlex
import subprocess
import sys

import pytest

APP = """
import os, sys, tempfile

def closes(body):
    sys.stdout.close()
    raise KeyError("\\u202ecall")

def leaves(body):
    gone = tempfile.mkdtemp()
    os.chdir(gone)
    os.rmdir(gone)
    raise KeyError("\\u202ecall")
"""


@pytest.mark.parametrize("name", ["closes", "leaves"])
def test_the_report_is_printed_and_written(tmp_path, name):
    """In ASCII, with what is not in it escaped, and the file is where the command was called."""
    (tmp_path / "hostile.py").write_text(APP, encoding="utf-8")
    command = [sys.executable, "-m", "pytest_vapi_contract", "check", f"hostile:{name}", "-s"]
    options = ["--type", "hang", "--check", "accepts", "--max-examples", "1", "--json", "report.json"]

    done = subprocess.run(
        [*command, *options],
        cwd=tmp_path,
        env={**os.environ, "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 1, done.stderr
    assert "KeyError: '\\u202ecall'" in done.stdout
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))["findings"]


OPTIONS = ["--type", "hang", "--check", "accepts", "--max-examples", "1"]


@pytest.mark.skipif(os.name != "posix", reason="it takes the shell of POSIX")
@pytest.mark.parametrize(
    ("output", "statuses", "said"),
    [
        (">/dev/full", {2}, "Error: The output cannot be written: No space left on device.\n"),
        ("2>/dev/full", {1}, ""),
        (">&-", {1}, ""),
        ("<&- >&- 2>&-", {1}, ""),
        ("| true; exit ${PIPESTATUS[0]}", {1}, ""),
    ],
)
def test_an_output_that_takes_nothing_costs_no_report(tmp_path, output, statuses, said):
    """The file has what was found, and there is no traceback."""
    (tmp_path / "app.py").write_text("def app(body):\n    raise KeyError('call')\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest_vapi_contract", "check", "app:app", *OPTIONS, "--json", "r.json"]

    done = subprocess.run(
        ["bash", "-c", f"{shlex.join(command)} {output}"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode in statuses
    assert done.stderr.endswith(said)
    assert "Traceback" not in done.stderr
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["findings"]
