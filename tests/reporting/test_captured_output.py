"""What a handler prints while the command line talks to it."""

import logging
import subprocess
import sys
from pathlib import Path

import pytest

from pytest_vapi_contract.reporting import captured_output
from pytest_vapi_contract.reporting.captured_output import (
    kept_open,
    own_output,
    printed_by,
    raise_unwritten,
    unrecorded,
)

NOISY = """
import logging
import subprocess
import sys

logging.basicConfig(level=logging.INFO)

def app(body):
    print("printed by the app")
    logging.info("logged by the app")
    sys.stderr.fileno()
"""
FEW = ("--type", "hang", "--check", "accepts", "--max-examples", "2")


@pytest.fixture
def vapi_contract(tmp_path):
    """Run the command in a process of its own, beside a handler that prints and logs."""
    (tmp_path / "noisy.py").write_text(NOISY, encoding="utf-8")

    def run(*args):
        command = [sys.executable, "-m", "pytest_vapi_contract", *args]
        return subprocess.run(
            command, cwd=tmp_path, stdout=-1, stderr=subprocess.STDOUT, text=True, check=True, timeout=60
        ).stdout

    return run


def test_a_check_is_not_buried_in_output(vapi_contract):
    """Hundreds of lines of the handler are dropped, unless they are wanted."""
    quiet = vapi_contract("check", "noisy:app", *FEW)
    loud = vapi_contract("check", "noisy:app", "--show-output", *FEW)

    assert "by the app" not in quiet
    assert "\n0 findings in " in quiet
    assert "printed by the app\n" in loud
    assert "INFO:root:logged by the app\n" in loud


def test_what_one_message_makes_it_print_is_shown(vapi_contract):
    """Where one message is sent, what the handler prints belongs to what is told of it."""
    output = vapi_contract("send", "hang", "noisy:app", "--minimal", "--count", "2")

    assert output.count("\nprinted\n  printed by the app\n  INFO:root:logged by the app\n\n") == 2


def test_outputs_stay_open(capsys):
    """A handler may close them; what it prints is printed."""
    with kept_open():
        sys.stdout.close()
        sys.stdout.write("still here\n")
        sys.stderr.close()

    assert capsys.readouterr().out == "still here\n"


def test_what_is_logged_is_not_recorded(caplog, capsys, monkeypatch):
    """Nor printed, as it would be where nothing listens; afterwards everything is as it was."""
    before, formatted = logging.getLogger().handlers[:], []
    monkeypatch.setattr(logging.FileHandler, "format", lambda _, record: formatted.append(record) or "")

    with unrecorded():
        logging.getLogger("app").error("for nobody")
        assert formatted == []
    logging.getLogger("app").error("for the test")

    assert caplog.messages == ["for the test"]
    assert capsys.readouterr().err == ""
    assert {*logging.getLogger().handlers} == {*before}


def test_of_much_that_is_printed_the_end_is_read(monkeypatch):
    """From the beginning of a line on, for it might begin within a secret."""
    monkeypatch.setattr(captured_output, "MOST", 20)

    printed = printed_by(lambda: (sys.stdout.write("secret " * 9 + "\nlast"), sys.stderr.write("x" * 50)))

    assert printed == {"stdout": "last", "stderr": "… (a line of more than 20 bytes)"}


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no such file")
def test_an_output_that_is_full_goes_nowhere():
    """Until it is asked whether all was written."""
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        output = own_output(full)
        raise_unwritten(output)

        output.write("a line\n")
        output.write("another\n")
        output.flush()

    with pytest.raises(OSError, match="No space left"):
        raise_unwritten(output)
    output.close()
