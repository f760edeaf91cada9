import json
import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from pytest_vapi_contract.cli.ending_signals import ending_signals

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
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("interruptible")
def test_a_search_that_is_told_to_end_reports_what_it_found(tmp_path, sent):
    """In the file too, and whatever the module of the handler makes of the signal."""
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
    running.send_signal(sent)
    output, _ = running.communicate()

    report = json.loads((tmp_path / "report.json").read_bytes())
    assert running.returncode == 130
    assert "KeyError: 'of no message'" in output
    assert report["interrupted"]
    assert report["findings"]


def _raise(sent):
    """Send this process a signal by what no handler guards that is open meanwhile."""
    signal.pthread_kill(threading.main_thread().ident, sent)


def _raise_within(sent):
    with ending_signals() as interrupt:
        signal.signal(sent, signal.SIG_IGN)
        interrupt()
        _raise(sent)


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.usefixtures("interruptible")
def test_both_signals_interrupt_for_a_while(sent):
    """Afterwards they mean what they did, even if they were changed meanwhile."""
    before = signal.getsignal(sent)

    with pytest.raises(KeyboardInterrupt):
        _raise_within(sent)

    assert signal.getsignal(sent) == before


def test_an_exit_is_an_interruption():
    """Status 0 would be a pass."""
    with pytest.raises(KeyboardInterrupt), ending_signals():
        sys.exit(0)


@pytest.mark.usefixtures("interruptible")
def test_what_is_ignored_still_is():
    """Such as SIGINT in the background."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    with ending_signals():
        _raise(signal.SIGINT)

    assert signal.getsignal(signal.SIGINT) == signal.SIG_IGN


def test_other_threads_leave_signals_alone():
    """Only the main thread may handle them."""
    seen = []

    def run():
        with ending_signals() as interrupt:
            interrupt()
            seen.append(signal.getsignal(signal.SIGTERM))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()

    assert seen == [signal.getsignal(signal.SIGTERM)]
