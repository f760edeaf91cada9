import pytest

from pytest_vapi_contract.errors import OutputNotWritten
from pytest_vapi_contract.output_files import write_file


def test_a_file_takes_its_directory_along(tmp_path):
    """Nobody has to make it first."""
    write_file(tmp_path / "reports" / "today" / "report.json", b"{}")

    assert (tmp_path / "reports" / "today" / "report.json").read_bytes() == b"{}"


def test_what_cannot_be_written_is_an_error_with_the_path(tmp_path):
    """A directory is in the place of the file."""
    with pytest.raises(OutputNotWritten) as error:
        write_file(tmp_path, b"{}")

    assert str(tmp_path) in str(error.value)
