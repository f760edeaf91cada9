"""The file of prepared cases."""

import json
import os
import time

import pytest

from pytest_vapi_contract.case_sources.cache import case_file
from pytest_vapi_contract.case_sources.cache.case_file import CaseFile, tidy

DOCUMENTS = {"one.json": '{"a": 1}', "two.json": '{"b": "é"}'}


@pytest.fixture
def path(tmp_path):
    """A file that has been written."""
    path = tmp_path / "new" / "cases-0.zip"
    assert CaseFile(path=path).write(DOCUMENTS)
    return path


def test_what_was_written_is_read(path):
    """By who wrote it too."""
    file = CaseFile(path=path)

    assert file.names == {"one.json", "two.json"}
    assert file.read("one.json") == {"a": 1}
    assert file.read("three.json") is None
    assert file.write({"three.json": "{}"})
    assert file.read("three.json") == {}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such files")
def test_what_is_no_file_is_not_waited_for(tmp_path):
    """Nor read without an end."""
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "link").symlink_to("/dev/zero")

    assert not CaseFile(path=tmp_path / "pipe").names
    assert not CaseFile(path=tmp_path / "link").names


def test_the_same_documents_make_the_same_file(path, monkeypatch):
    """Whenever they are written, and in whatever order."""
    before = path.read_bytes()
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(2_000_000_000))

    assert CaseFile(path=path).write(dict(reversed(DOCUMENTS.items())))

    assert path.read_bytes() == before


def test_more_effort_makes_a_smaller_file(path):
    """For a file that is made once and read often."""
    text = json.dumps([f"word {number:05}" for number in range(5_000)])
    CaseFile(path=path, effort=1).write({"one.json": text})
    before = path.stat().st_size

    CaseFile(path=path, effort=9).write({"one.json": text})

    assert path.stat().st_size < before


def test_a_file_that_is_used_is_not_deleted_as_an_old_one(path):
    """It is as if it had been written now."""
    os.utime(path, (1_000_000, 1_000_000))

    CaseFile(path=path).mark_used()

    assert path.stat().st_mtime > 1_000_000


def test_others_on_the_machine_cannot_write_it(path):
    """Nor read it."""
    if os.name == "posix":
        assert path.stat().st_mode & 0o077 == path.parent.stat().st_mode & 0o077 == 0


def test_a_missing_file_has_nothing(tmp_path):
    """That is no error."""
    assert CaseFile(path=tmp_path / "cases-1.zip").names == frozenset()


@pytest.mark.parametrize("keep", [0, 1, 50, -30, -1])
def test_a_cut_file_has_nothing(path, keep):
    """Wherever it is cut."""
    path.write_bytes(path.read_bytes()[:keep])

    file = CaseFile(path=path)

    assert file.read("one.json") is None
    assert file.write(DOCUMENTS)
    assert file.read("one.json") == {"a": 1}


def test_a_changed_byte_is_noticed(path):
    """Each document either is as it was written, or is not read."""
    whole = path.read_bytes()
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :])
        file = CaseFile(path=path)

        assert file.read("one.json") in (None, {"a": 1})
        assert file.read("two.json") in (None, {"b": "é"})
        file.close()


@pytest.mark.parametrize("text", ["[]", "[" * 100_000, "not JSON", ""])
def test_a_document_of_another_kind_is_not_read(path, text):
    """Whatever is in it."""
    CaseFile(path=path).write({"one.json": text})

    assert CaseFile(path=path).read("one.json") is None


def test_a_document_that_is_too_large_is_not_read(path, monkeypatch):
    """A small file can say that it unpacks to any size."""
    monkeypatch.setattr(case_file, "LARGEST", 3)

    assert CaseFile(path=path).read("one.json") is None


def test_who_reads_is_not_disturbed_by_who_writes(path):
    """The old file lives on for who has it open."""
    reader = CaseFile(path=path)

    CaseFile(path=path).write({"three.json": "{}"})

    assert reader.read("one.json") == {"a": 1}


def test_where_nothing_can_be_written_nothing_is(tmp_path):
    """The directory may be a file, or belong to somebody else."""
    (tmp_path / "file").write_text("")

    assert not CaseFile(path=tmp_path / "file" / "cases-0.zip").write(DOCUMENTS)


def test_nothing_is_left_behind_where_the_file_cannot_be_replaced(tmp_path):
    """Here a directory has its name."""
    (tmp_path / "cases-0.zip").mkdir()

    assert not CaseFile(path=tmp_path / "cases-0.zip").write(DOCUMENTS)
    assert [each.name for each in tmp_path.iterdir()] == ["cases-0.zip"]


def test_only_the_files_that_were_used_last_are_kept(tmp_path):
    """What is not ours stays."""
    for age in range(case_file.FILES + 3):
        path = tmp_path / f"cases-{age}.zip"
        path.write_text("")
        os.utime(path, (1_000_000 - age, 1_000_000 - age))
    (tmp_path / "mine.txt").write_text("")

    tidy(tmp_path)

    left = {path.name for path in tmp_path.iterdir()}
    assert left == {"mine.txt", *(f"cases-{age}.zip" for age in range(case_file.FILES))}


def test_what_was_left_behind_is_deleted(tmp_path):
    """What somebody is writing just now is not."""
    path = tmp_path / "cases-x.tmp"
    path.write_text("")

    tidy(tmp_path)
    assert path.exists()

    tidy(tmp_path, now=time.time() + 2 * case_file.LEFT_BEHIND)
    assert not path.exists()
