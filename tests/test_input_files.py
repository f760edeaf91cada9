"""Files that users name, and that may have no end."""

from io import BytesIO
from pathlib import Path

import pytest

from pytest_vapi_contract.input_files import read_all, read_file


def test_a_file_is_read_as_a_whole(tmp_path):
    """Up to the size that is allowed."""
    (tmp_path / "file").write_bytes(b"12345")

    assert read_file(tmp_path / "file") == read_file(tmp_path / "file", most=5) == b"12345"
    assert read_all(BytesIO(b"12345"), most=5) == b"12345"


def test_a_file_that_is_too_large_is_refused(tmp_path):
    """With the size that is allowed."""
    (tmp_path / "file").write_bytes(b"12345")

    with pytest.raises(OSError, match="it has more than 0 MB"):
        read_file(tmp_path / "file", most=4)


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="this system has no such file")
def test_a_file_without_an_end_is_refused():
    """No more of it is read than is allowed."""
    with pytest.raises(OSError, match="it has more than 2 MB"):
        read_file(Path("/dev/zero"), most=2_000_000)
