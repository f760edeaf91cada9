"""What holds of each command: how it ends, and how it tells what a user can put right."""

import subprocess
import sys

import pytest

LEAVES_A_THREAD = """
import threading
import time

def app(body):
    threading.Thread(target=time.sleep, args=(3600,)).start()

def fails(body):
    app(body)
    raise KeyError("call")
"""


def test_what_can_be_put_right_is_told_in_a_line(command):
    """With a status of its own."""
    result = command("check", "nowhere:app")

    assert result.exit_code == 2
    assert result.stderr.startswith("Error: ")


@pytest.mark.parametrize(("name", "status"), [("app", 0), ("fails", 1)])
def test_a_command_ends_whatever_threads_are_left(tmp_path, name, status):
    """With the status that it has; Python itself would wait for them."""
    (tmp_path / "leaving.py").write_text(LEAVES_A_THREAD, encoding="utf-8")
    options = ["--type=hang", "--check=accepts", "--max-examples=1"]

    done = subprocess.run(
        [sys.executable, "-m", "pytest_vapi_contract", "check", f"leaving:{name}", *options],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )

    assert (done.returncode, done.stderr.count("Traceback")) == (status, 0), done.stdout
