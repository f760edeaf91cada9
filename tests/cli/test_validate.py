"""Verdicts on messages from files and pipes."""

import json

import pytest

FILES = {
    "good": {"type": "hang"},
    "token": {"message": {"type": "model-output", "output": "Hello"}},
    "bad": {"type": "model-output"},
}


@pytest.fixture
def files(tmp_path):
    """A file for each message, in the working directory of the command."""
    for name, message in FILES.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(message), encoding="utf-8")


def test_files_are_validated(command, files):
    """Each file has its verdict; a violating one makes exit status 1."""
    well = command("validate", "good.json", "token.json")
    badly = command("validate", "good.json", "bad.json")

    assert (well.exit_code, badly.exit_code) == (0, 1)
    assert "good.json: This hang message is conforming" in well.output
    assert "token.json: This model-output message is disputed" in well.output
    assert "bad.json: This model-output message is violating" in badly.output


def test_what_is_in_an_envelope_is_judged(command, tmp_path):
    """Whatever it is: null is not taken for a message that has a property of that name."""
    (tmp_path / "null.json").write_text('{"message": null}', encoding="utf-8")

    result = command("validate", "null.json")

    assert result.exit_code == 1
    assert "(top): a message is an object, not null [type]" in result.output


def test_an_unreadable_file_does_not_stop_the_others(command, files, tmp_path):
    """It is told on standard error, the others are judged, and the exit status is 2."""
    (tmp_path / "half.json").write_text('{"type": "ha', encoding="utf-8")

    result = command("validate", "gone.json", "half.json", "bad.json", "good.json")

    assert result.exit_code == 2
    assert [line.split(":")[0] for line in result.stderr.splitlines()] == ["Error", "Error"]
    assert "gone.json cannot be read as JSON: No such file or directory" in result.stderr
    assert "half.json cannot be read as JSON: Unterminated string" in result.stderr
    assert "bad.json: This model-output message is violating" in result.stdout
    assert "good.json: This hang message is conforming" in result.stdout


def test_standard_input_is_validated(command):
    """A message that is piped in is judged like a file named `-`."""
    result = command("validate", "-", input='{"type": "hang"}')

    assert result.exit_code == 0
    assert result.stdout.startswith("-: This hang message is conforming")


def test_one_message_on_each_line(command):
    """What `sample --count` prints can be piped in; each line has its verdict."""
    result = command("validate", "-", input='{"type": "hang"}\n\n{"type": "model-output"}\n')

    assert result.exit_code == 1
    assert [line.split(" is ")[0] for line in result.stdout.splitlines() if line.startswith("-")] == [
        "-:1: This hang message",
        "-:3: This model-output message",
    ]


def test_a_bad_line_is_told(command):
    """Lines are all JSON, or the input is not judged; the error says what is wrong."""
    result = command("validate", "-", input='{"type": "hang"}\n{"type": \n')

    assert result.exit_code == 2
    assert result.stdout == ""
    assert "- cannot be read as JSON: Expecting value" in result.stderr
