import json
import subprocess
import sys
from copy import deepcopy
from pathlib import Path

import pytest

from pytest_vapi_contract import Contract, errors

FEW = ("--max-examples", "3")


@pytest.mark.parametrize(
    ("args", "text"),
    [
        (["check"], "Missing argument 'HANDLER'"),
        (["check", "nowhere:app"], "Module 'nowhere' not found"),
        (["check", "cli_app:aps"], "Did you mean 'app'?"),
        (["check", "cli_app.py"], "Write the module's name, not its path"),
        (
            ["check", "localhost:8000/webhook"],
            "A URL begins with its scheme: 'http://localhost:8000/webhook'.",
        ),
        (["check", "https://example.com/"], "'example.com' is not this machine"),
        (["check", "cli_app:app", "--type", "hangs"], "Did you mean 'hang'?"),
        (["check", "cli_app:app", "--check", "accept"], "Did you mean 'accepts'?"),
        (["check", "cli_app:app", "--revision", "2020-01-01"], "2020-01-01"),
        (
            ["check", "cli_app:app", "--secret", "env:NOT_SET"],
            "The environment variable NOT_SET for the secret is not set",
        ),
        (["check", "cli_app:app", "--on-invalid", "maybe"], "'maybe' is not one of 'survive', 'reject'"),
        (
            ["check", "cli_app:app", "--time-budget", "0"],
            "must be a duration, such as 90s",
        ),
        (["sample", "hangs"], "Did you mean 'hang'?"),
        (["mutations", "hangs"], "Did you mean 'hang'?"),
        (["validate", "nowhere.json"], "nowhere.json cannot be read as JSON"),
        (["import", "nowhere.json"], "nowhere.json"),
        (["nonsense"], "No such command 'nonsense'"),
    ],
)
def test_misuse_ends_with_status_2(command, args, text):
    """What was asked for wrongly is told in a line on standard error, with exit status 2."""
    result = command(*args)

    assert result.exit_code == 2
    assert result.stdout == ""
    assert text in result.stderr
    assert "Traceback" not in result.stderr


def test_a_document_is_imported(command, tmp_path):
    """An OpenAPI document becomes a revision, in a directory that others can be asked for."""
    (tmp_path / "openapi.json").write_text(json.dumps(DOCUMENT), encoding="utf-8")

    result = command("import", "openapi.json", "--output", "made", "--revision", "2030-01-01")

    assert result.exit_code == 0, result.output
    assert result.output == "Revision 2030-01-01, 1 message type, written to made.\n"
    assert Contract.load("2030-01-01", directory=tmp_path / "made").message_types == ("hang",)


def test_what_is_read_otherwise_is_told(command, tmp_path):
    """Each warning is one line on standard error, and the import succeeds."""
    document = deepcopy(DOCUMENT)
    properties = document["components"]["schemas"]["ServerMessageHang"]["properties"]
    properties["call"] = {"$ref": "#/components/schemas/Gone"}
    (tmp_path / "openapi.json").write_text(json.dumps(document), encoding="utf-8")

    result = command("import", "openapi.json", "--output", "made", "--revision", "2030-01-01")

    assert (result.exit_code, result.stdout.count("\n")) == (0, 1)
    assert result.stderr == (
        "warning: ServerMessageHang/properties/call/$ref: the reference '#/components/schemas/Gone' points "
        "to nothing; anything is allowed there.\n"
    )
    manifest = json.loads((tmp_path / "made" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["revisions"]["2030-01-01"]["warnings"] == [result.stderr[len("warning: ") : -1]]


DOCUMENT = {
    "openapi": "3.0.0",
    "info": {"title": "Test", "version": "1"},
    "paths": {},
    "components": {
        "schemas": {
            "ServerMessage": {
                "type": "object",
                "properties": {"message": {"oneOf": [{"$ref": "#/components/schemas/ServerMessageHang"}]}},
                "required": ["message"],
            },
            "ServerMessageHang": {
                "type": "object",
                "properties": {"type": {"type": "string", "enum": ["hang"]}},
                "required": ["type"],
            },
        }
    },
}


def test_the_package_is_a_command():
    """`python -m pytest_vapi_contract` is the same command line."""
    result = subprocess.run(
        [sys.executable, "-m", "pytest_vapi_contract", "--version"],
        capture_output=True,
        text=True,
        check=True,
    )

    assert result.stdout.startswith("vapi-contract, version ")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "check",
        "send",
        "sample",
        "mutations",
        "validate",
        "import",
        "init",
        "revisions",
        "types",
        "checks",
    ],
)
def test_every_command_explains_itself(command, name):
    """`--help` begins with what the command does."""
    result = command(*name.split(), "--help")

    assert result.exit_code == 0
    assert "Usage: vapi-contract" in result.output


def test_help_costs_little():
    """`--help` imports none of the libraries behind the commands."""
    program = (
        "import sys; sys.argv[1:] = ['--help']; import atexit; atexit.register(lambda: print(*sys.modules))"
    )
    program += "; from pytest_vapi_contract.cli import main; main()"

    output = subprocess.check_output([sys.executable, "-c", program], text=True, timeout=60)

    assert not {"faker", "hypothesis", "jsonschema", "jsonschema_rs", "httpx2", "rich"} & set(output.split())


def test_every_error_of_the_package_ends_with_status_2(command, monkeypatch):
    """Whatever `ContractError` a command meets is one line on standard error."""

    def fail(*_):
        raise errors.SecretNotSet("NAME")

    monkeypatch.setattr("pytest_vapi_contract.contract.shipped", fail)

    result = command("sample", "hang")

    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("Error: ")
    assert len(result.stderr.splitlines()) == 1


def test_the_current_directory_is_looked_in(tmp_path):
    """The installed command finds a module in the directory that it runs in."""
    (tmp_path / "only_here.py").write_text("def app(body): return 1", encoding="utf-8")
    command = [
        str(Path(sys.executable).with_name("vapi-contract")),
        "check",
        "only_here:app",
        "--type",
        "hang",
        *FEW,
    ]

    result = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=60)

    assert result.returncode == 0, result.stdout + result.stderr
