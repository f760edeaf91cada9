"""Which of our items are asked for."""

from enum import Enum
from pathlib import Path
from types import SimpleNamespace

import pytest

from pytest_vapi_contract.plugin.selection import Selection

ARGS = pytest.Config.ArgsSource.ARGS
IDS = ("vapi-contract::accepts", "vapi-contract::accepts[hang]", "vapi-contract::replies")
ITEMS = tuple(SimpleNamespace(nodeid=each) for each in IDS)


def selection(directory: Path, *args: str, source: Enum = ARGS) -> Selection:
    """What these arguments ask for in a directory."""
    config = SimpleNamespace(
        args=[*args],
        invocation_params=SimpleNamespace(dir=directory),
        rootpath=directory,
        args_source=source,
    )
    return Selection(config)  # type: ignore[arg-type]


@pytest.mark.parametrize("source", [each for each in pytest.Config.ArgsSource if each is not ARGS])
def test_without_arguments_everything_is_asked_for(tmp_path, source):
    """The directories of the settings leave nothing out."""
    asked = selection(tmp_path, "tests", source=source)

    assert asked.any
    assert (tuple(asked.of(ITEMS)), asked.others) == (ITEMS, ["tests"])


def test_the_whole_directory_is_everything(tmp_path):
    """So is one above it; one within it is not."""
    asked = {each: selection(tmp_path, each).any for each in (".", "..", str(tmp_path), "tests")}

    assert asked == {".": True, "..": True, str(tmp_path): True, "tests": False}


@pytest.mark.parametrize(
    ("ids", "chosen"),
    [
        (["vapi-contract"], IDS),
        (["vapi-contract::accepts"], IDS[:2]),
        (["vapi-contract::accepts[hang]"], IDS[1:2]),
        (["vapi-contract::replies", "vapi-contract::accepts[hang]"], IDS[1:]),
    ],
)
def test_ids_choose(tmp_path, ids, chosen):
    """An id stands for its item and what is below it; pytest does not see it."""
    asked = selection(tmp_path, *ids, "tests")

    assert tuple(each.nodeid for each in asked.of(ITEMS)) == chosen
    assert asked.others == ["tests"]
    assert asked.per_type is any("[" in each for each in ids)


def test_a_folder_of_our_name_is_a_folder(tmp_path):
    """Where there is one, the name alone means it."""
    (tmp_path / "vapi-contract").mkdir()

    asked = selection(tmp_path, "vapi-contract")

    assert (asked.any, asked.others) == (False, ["vapi-contract"])


def test_an_unknown_id_is_an_error(tmp_path):
    """It says which there are."""
    with pytest.raises(pytest.UsageError, match=r"not found: vapi-contract::x\. There are vapi-"):
        tuple(selection(tmp_path, "vapi-contract::x").of(ITEMS))
