"""`--write`: a directory of messages, all or nothing."""

import json
from pathlib import Path

import pytest

from pytest_vapi_contract.cli import files
from pytest_vapi_contract.cli.files import file_names
from pytest_vapi_contract.contract import shipped


def read(directory):
    """The index of a directory, and what its files hold."""
    index = json.loads((directory / "index.json").read_bytes())
    return index, {each["file"]: (directory / each["file"]).read_bytes() for each in index["files"]}


def test_mutations_are_written(command, tmp_path):
    """One file for each mutation holds the whole body, and the index says what is wrong with it."""
    result = command("mutations", "hang", "--write", "out")

    index, files = read(tmp_path / "out")
    listed = [json.loads(line) for line in command("mutations", "hang", "--json").output.splitlines()]
    assert result.output == f"{len(listed)} bodies written to out.\n"
    assert (index["type"], index["revision"]) == ("hang", shipped().revision)
    assert [json.loads(content) for content in files.values()] == [each["body"] for each in listed]
    assert set(index["files"][0]) == {"file", "id", "kind", "at", "keyword", "why"}
    assert {each.name for each in (tmp_path / "out").iterdir()} == {"index.json", *files}


def test_kinds_can_be_chosen(command, tmp_path):
    """Disputed messages and bodies that are no JSON are listed and written like mutations, byte for byte."""
    result = command("mutations", "hang", "--kind", "disputed", "--kind", "text", "--write", "out")

    index, files = read(tmp_path / "out")
    kinds = {each["file"]: each["kind"] for each in index["files"]}
    assert result.exit_code == 0
    assert set(kinds.values()) == {"disputed", "text"}
    assert files["text.number.nan.body"] == b'{"message":{"type":"hang","timestamp":NaN}}'
    assert files["text.empty.body"] == b""
    contract = shipped()
    assert {
        contract.standing(json.loads(files[name])) for name, kind in kinds.items() if kind == "disputed"
    } == {"disputed"}


@pytest.mark.parametrize("kind", ["forward-compatibility", "hostile", "http"])
def test_every_kind_can_be_listed(command, kind):
    """Each line has an id and a reason."""
    lines = command("mutations", "hang", "--kind", kind).output.splitlines()

    assert lines
    assert all(len(line.split(maxsplit=1)) == 2 for line in lines)


def test_samples_are_written(command, tmp_path):
    """One file for each seed holds what `sample` prints; with `--envelope`, the body around it."""
    command("sample", "hang", "--count", "2", "--seed", "5", "--write", "bare")
    command("sample", "hang", "--count", "2", "--seed", "5", "--write", "bodies", "--envelope")

    index, bare = read(tmp_path / "bare")
    _, bodies = read(tmp_path / "bodies")
    assert [each["seed"] for each in index["files"]] == [5, 6]
    assert json.loads(bare["hang-5.json"]) == json.loads(command("sample", "hang", "--seed", "5").output)
    assert json.loads(bodies["hang-5.json"]) == {"message": json.loads(bare["hang-5.json"])}


def test_nothing_is_overwritten_unasked(command, tmp_path):
    """A directory that this command has written is replaced with `--force`, another one never."""
    command("sample", "hang", "--write", "out")
    before = read(tmp_path / "out")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "notes.txt").write_text("mine", encoding="utf-8")

    again = command("sample", "hang", "--count", "2", "--write", "out")
    kept = read(tmp_path / "out")
    forced = command("sample", "hang", "--seed", "7", "--write", "out", "--force")
    others = command("sample", "hang", "--write", "mine", "--force")

    assert (again.exit_code, forced.exit_code, others.exit_code) == (2, 0, 2)
    assert again.stderr == f"Error: {tmp_path / 'out'} already exists. To replace it, use --force.\n"
    assert others.stderr.endswith("contains other files. Specify a new or empty directory.\n")
    assert kept == before
    assert list(read(tmp_path / "out")[1]) == ["hang-7.json"]
    assert (tmp_path / "mine" / "notes.txt").read_text(encoding="utf-8") == "mine"


def test_what_a_user_has_added_is_kept(command, tmp_path):
    """A directory of ours that holds a file of somebody else's is not replaced, whatever is asked for."""
    command("sample", "hang", "--write", "out")
    (tmp_path / "out" / "notes.txt").write_text("mine", encoding="utf-8")

    result = command("sample", "hang", "--write", "out", "--force")

    assert result.exit_code == 2
    assert (tmp_path / "out" / "notes.txt").exists()


def test_a_failure_leaves_what_was_there(command, tmp_path, monkeypatch):
    """A disk that is full half-way leaves the earlier directory whole, and nothing else."""
    command("sample", "hang", "--write", "out")
    before = read(tmp_path / "out")
    names = {each.name for each in tmp_path.iterdir()}
    written = []

    def full(path, content):
        if written:
            raise OSError(28, "No space left on device")
        written.append(path)

    monkeypatch.setattr(files.Path, "write_bytes", full)

    result = command("sample", "hang", "--count", "3", "--write", "out", "--force")

    assert result.exit_code == 2
    assert result.stderr.endswith(": No space left on device. Nothing has changed there.\n")
    assert read(tmp_path / "out") == before
    assert {each.name for each in tmp_path.iterdir()} == names


def test_odd_requests_are_no_files(command, tmp_path):
    """What is odd about a request around its body cannot be written, and that is said."""
    result = command("mutations", "hang", "--kind", "http", "--write", "out")

    assert result.exit_code == 2
    assert "cannot be written to files" in result.stderr
    assert not (tmp_path / "out").exists()


def test_names_of_files_are_names_everywhere():
    """Ids that differ in case or in signs only have names that differ in more, and long ones are cut."""
    ids = ["type.null:/a/b", "type.null:/a~b", "TYPE.null:/a/b", "x" * 300, "text.empty"]

    names = file_names((id, b"" if id == "text.empty" else {}) for id in ids)

    assert names[:3] == ["type.null-a-b.json", "type.null-a-b-2.json", "TYPE.null-a-b-3.json"]
    assert names[3] == f"{'x' * 120}.json"
    assert names[4] == "text.empty.body"
    assert all(Path(name).name == name for name in names)
