"""What a handler has frozen ends, and says where."""

import os
import signal
import subprocess
import sys
from textwrap import dedent

import pytest

from pytest_vapi_contract.freeze_guard import HAS_ALARM, FreezeGuard

pytestmark = pytest.mark.skipif(not HAS_ALARM, reason="the system has no such alarm")

#: Sixty-four letters take this expression some 10^19 steps.
WEBHOOK = r"""
    import re

    WORDS = re.compile(r"^(\w+\s?)*$")

    def app(message):
        WORDS.match("a" * 64 + "!")
"""
COMMAND_LINE = "from pytest_vapi_contract.cli import main; main(['check', 'webhook:app', '--type', 'hang'])"
SESSION = "import pytest; pytest.main(['--vapi-handler=webhook:app', '--vapi-type=hang'])"


@pytest.mark.parametrize("front_end", [COMMAND_LINE, SESSION], ids=["the command line", "pytest"])
def test_a_handler_that_freezes_the_process_is_told_with_its_line(front_end, tmp_path):
    """No time limit and no signal would be heard; what ends is the process."""
    (tmp_path / "webhook.py").write_text(dedent(WEBHOOK), encoding="utf-8")
    soon = "import pytest_vapi_contract.freeze_guard as guard; guard.FROZEN = 2; "

    ended = subprocess.run(
        [sys.executable, "-c", soon + front_end], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert ended.returncode == -signal.SIGPROF
    current = ended.stderr.partition("Current thread")[2].splitlines()
    assert current[1] == f'  File "{tmp_path}/webhook.py", line 7 in app'


GUARDS = """
    import signal
    from time import sleep

    from pytest_vapi_contract.freeze_guard import FreezeGuard

    def left():
        sleep(0.5)
        return signal.getitimer(signal.ITIMER_PROF)[0]

    guard, other = FreezeGuard(), FreezeGuard()
    guard.open()
    assert left() > 50
    other.open()
    other.close()
    assert left() > 50, "the alarm was taken"
    guard.close()
    assert left() == 0
    signal.setitimer(signal.ITIMER_PROF, 1_000)
    guard.open()
    assert left() > 900, "the alarm of someone else is left alone"
    guard.close()
    assert left() > 900
"""


def test_the_alarm_is_on_while_a_guard_is_open():
    """Unless someone else has it, and nothing stays of a guard that is closed."""
    subprocess.run([sys.executable, "-c", dedent(GUARDS)], check=True)


def test_the_stacks_are_written_to_where_standard_error_leads_from_the_start():
    """As pytest leads it elsewhere for each test."""
    guard = FreezeGuard()

    undo = guard.keep_output()
    kept = guard.output

    assert kept != 2
    undo()
    assert guard.output == 2
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.fstat(kept)
