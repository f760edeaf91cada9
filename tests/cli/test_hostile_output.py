"""A handler that closes the output or leaves the directory does not lose the report."""

import json
import os
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
