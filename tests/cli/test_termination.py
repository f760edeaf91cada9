import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pytest_vapi_contract.cli.termination import termination_interrupts

ROOT = Path(__file__).parents[2]
#: Fails with every message, and says when some have come.
HANDLER = """
from itertools import count
from pathlib import Path

CALLS = count()

def handle(body):
    if next(CALLS) == 100:
        Path("began").touch()
    return body["message"]["of no message"]
"""


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
def test_a_search_that_is_terminated_reports_what_it_found(tmp_path):
    """As after Ctrl-C, in the file too."""
    (tmp_path / "app.py").write_text(HANDLER, encoding="utf-8")
    command = [sys.executable, "-m", "pytest_vapi_contract", "fuzz", "app:handle"]
    running = subprocess.Popen(
        [*command, "--json", "report.json"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    while not (tmp_path / "began").exists() and running.poll() is None:
        time.sleep(0.05)
    running.terminate()
    output, _ = running.communicate()

    report = json.loads((tmp_path / "report.json").read_bytes())
    assert running.returncode == 130
    assert "KeyError: 'of no message'" in output
    assert report["interrupted"]
    assert report["findings"]


def test_a_request_to_terminate_is_ctrl_c_for_a_while():
    """Afterwards the signal means what it did."""
    before = signal.getsignal(signal.SIGTERM)

    with pytest.raises(KeyboardInterrupt), termination_interrupts():
        signal.raise_signal(signal.SIGTERM)

    assert signal.getsignal(signal.SIGTERM) == before


def test_other_threads_leave_signals_alone():
    """Only the main thread may handle them."""
    seen = []

    def run():
        with termination_interrupts():
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert seen == [signal.getsignal(signal.SIGTERM)]
