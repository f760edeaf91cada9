"""One assertion for everything, and what its error says."""

import re
import subprocess
import sys
from importlib import import_module

import pytest

from pytest_vapi_contract import assert_handler_conforms
from pytest_vapi_contract.delivery import SharedSecret

FEW = {"types": ["hang"], "checks": ["accepts"], "max_examples": 2}


@pytest.fixture(autouse=True)
def _app(tmp_path, monkeypatch):
    """A module with a handler that breaks."""
    (tmp_path / "broken_app.py").write_text("def app(body): return body['nothing']", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))


def error_of(*args, **options):
    """The text of the error."""
    with pytest.raises(AssertionError) as raised:
        assert_handler_conforms(*args, **options, **FEW)
    return str(raised.value)


def test_a_named_handler_can_be_asked_again():
    """
    Each finding has a line for the shell that repeats its exchange, with the options and without the secret.
    """
    text = error_of("broken_app:app", path="/web hook", secret="hunter2-hunter2")

    line = re.search(r"  replay    (.*) accepts/hang/[\w@.-]+\n  call      python -c ", text)
    assert line is not None
    assert (
        line[1] == "vapi-contract check broken_app:app --path '/web hook' --secret env:VAPI_SECRET --replay"
    )
    assert text.startswith("broken_app:app breaks the contract\n\nLOST  hang is rejected")


def test_what_has_no_name_in_a_shell_has_no_such_line():
    """A function, and a credential, cannot be written as options."""
    app = import_module("broken_app").app

    assert "--replay" not in error_of(app)
    assert "--replay" not in error_of("broken_app:app", credentials=SharedSecret("hunter2"))


def test_a_check_imports_nothing_that_only_makes_messages():
    """Where messages are prepared, what makes them is not needed; imports are a part of what a run costs."""
    wanted = ("shapes", "samples", "conversations", "openapi", "user_tools", "fuzzing", "strategies")
    code = (
        "import sys, pytest_vapi_contract.conformance.handler_check as _\n"
        f"print([name for name in {wanted} if f'pytest_vapi_contract.{{name}}' in sys.modules])"
    )

    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
