"""`vapi-contract check --replay`, and the line of a finding that names it."""

import json
import re
import shlex
import sys

import pytest

from tests.exchanges import HANG_TOLD

FEW = ("--type", "hang", "--check", "accepts", "--max-examples", "3")

pytestmark = pytest.mark.usefixtures("no_late_work")


def line_in(result):
    """The arguments of the line that repeats the first finding."""
    return shlex.split(re.search(r"  replay    vapi-contract (.*)", result.output).group(1))


def test_a_finding_can_be_repeated(command):
    """Its line sends the same once more; it is told in full, and that the check still fails."""
    again = command(*line_in(command("check", "cli_app:app", *FEW)))

    assert again.exit_code == 1
    assert again.output.startswith("hang, ")
    assert again.output.splitlines()[1:10] == [
        "POST / (27 bytes)",
        "  Content-Type: application/json",
        *HANG_TOLD,
    ]
    assert "an exception after " in again.output
    assert again.output.endswith("\nthe check 'accepts' still fails; expected it returns\n")


def test_a_mended_handler_passes(command, tmp_path, monkeypatch):
    """Once the handler is mended the same line ends with exit status 0."""
    line = line_in(command("check", "cli_app:app", *FEW))
    (tmp_path / "cli_app.py").write_text("def app(body): return 'ok'", encoding="utf-8")
    monkeypatch.delitem(sys.modules, "cli_app")

    again = command(*line, "--json", "found.json")

    assert again.exit_code == 0
    assert re.search(r"\na return in [\d.]+ m?s\n  'ok'\n\nthe check 'accepts' passes now\n$", again.output)
    assert json.loads((tmp_path / "found.json").read_text(encoding="utf-8"))["ok"] is True


def test_the_line_has_the_options_that_were_given(command, monkeypatch):
    """The line reaches the same handler in the same way, without any secret in it."""
    monkeypatch.setenv("TOKEN", "aHVudGVyMg==")
    options = ("--path", "/web hook", "--revision", "2026-04-22", "--header", "X-Api-Key: hunter3-hunter3")
    options += ("--header", "X-Tenant: a", "--hmac", "env:TOKEN", "--hmac-prefix=v1=", "--hmac-base64-secret")

    line = line_in(command("check", "cli_app:broken", *options, *FEW))

    assert line[: line.index("--replay")] == [
        "check",
        "cli_app:broken",
        *("--path", "/web hook"),
        *("--header", "X-Api-Key: env:VAPI_SECRET"),
        *("--header", "X-Tenant: a"),
        *("--hmac", "env:TOKEN"),
        *("--hmac-prefix", "v1="),
        "--hmac-base64-secret",
        *("--revision", "2026-04-22"),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nonsense", "Cannot replay 'nonsense': it is incomplete, or from another version of this package."),
        ("accepts/hang/AAAA", "Cannot replay 'accepts/hang/AAAA': it is incomplete"),
    ],
)
def test_a_text_that_means_nothing_ends_with_status_2(command, text, told):
    """What was copied badly is told in one line."""
    result = command("check", "cli_app:app", "--replay", text)

    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr


def test_a_replay_needs_the_server(command):
    """Where it is not there, the line is no finding, and says what to do."""
    [*_, replay] = line_in(command("check", "cli_app:app", *FEW))

    result = command("check", "http://127.0.0.1:1/", "--replay", replay)

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: Cannot connect to the server: no connection: ")


def test_github_gets_annotations(command, monkeypatch):
    """In a workflow of GitHub the command annotates the line that broke, and nothing else changes."""
    usual = command("check", "cli_app:app", *FEW)
    monkeypatch.setenv("GITHUB_ACTIONS", "true")

    result = command("check", "cli_app:app", *FEW)

    *others, line = result.stdout.splitlines()
    title = "LOST VC102 hang is rejected when `call` is missing"
    assert line.startswith(f"::error file=cli_app.py,line=3,title={title}::sent: a valid message")
    assert len(others) == len(usual.stdout.splitlines())


def test_the_state_is_probed(command, tmp_path):
    """With `--state` and `--reset` the effects of what is refused are found."""
    (tmp_path / "stateful.py").write_text(
        "calls = []\n"
        "def app(body):\n"
        "    calls.append(1)\n"
        "    raise ValueError\n"
        "def state(): return len(calls)\n"
        "reset = calls.clear\n",
        encoding="utf-8",
    )

    result = command(
        *("check", "stateful:app", "--state", "stateful:state", "--reset", "stateful:reset"),
        *("--type", "hang", "--check", "side-effects", "--max-examples", "2"),
    )

    assert result.exit_code == 1
    assert "is rejected but has an effect" in result.output
    assert "--state stateful:state --reset stateful:reset --replay side-effects/hang/" in result.output


def test_calls_are_played_again_for_an_effect(command, tmp_path):
    """A finding of the check for effects has a line with the state and the handled types."""
    (tmp_path / "shop.py").write_text(
        "def app(body): pass\n\ndef state(): return 0\n\ndef reset(): pass\n", encoding="utf-8"
    )
    options = ("--handles", "hang", "--state", "shop:state", "--reset", "shop:reset", "--check", "effects")

    line = line_in(command("check", "shop:app", "--type", "hang", *options))
    again = command(*line)

    assert line[-1] == "effects/hang/no-effect"
    assert again.exit_code == 1
    assert "the check 'effects' still fails" in again.output
