"""Where files are kept between two runs."""

from pathlib import Path

import pytest

from pytest_vapi_contract.case_sources.cache import CACHE, SHIPPED, cache_directory, case_directory
from pytest_vapi_contract.case_sources.cache.directory import shipped_directory


def test_the_cache_of_the_user_is_used(tmp_path):
    """The variables of the system say where it is."""
    assert cache_directory({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "vapi-contract"
    assert cache_directory({"LOCALAPPDATA": str(tmp_path)}) == tmp_path / "vapi-contract"
    assert case_directory({"XDG_CACHE_HOME": str(tmp_path)}) == tmp_path / "vapi-contract" / "cases"


def test_a_relative_directory_of_the_system_is_ignored(monkeypatch, tmp_path):
    """The specification of XDG demands it."""
    monkeypatch.setattr(Path, "home", lambda: tmp_path)

    assert cache_directory({"XDG_CACHE_HOME": "here"}) == tmp_path / ".cache" / "vapi-contract"


def test_without_a_home_nothing_is_kept(monkeypatch):
    """A user of a container may have none."""

    def no_home():
        raise RuntimeError("no home")

    monkeypatch.setattr(Path, "home", no_home)

    assert cache_directory({}) is None
    assert case_directory({}) is None


def test_a_variable_names_another_directory(tmp_path):
    """It is for the cases alone."""
    assert case_directory({CACHE: str(tmp_path), "XDG_CACHE_HOME": "/other"}) == tmp_path


@pytest.mark.parametrize("word", ["off", "OFF", "no", "0", "false"])
def test_a_variable_switches_the_cache_off(word):
    """In any of the usual words. What comes with the package is not taken either."""
    assert case_directory({CACHE: word, "XDG_CACHE_HOME": "/cache"}) is None
    assert shipped_directory({CACHE: word}) is None


@pytest.mark.parametrize("environment", [{}, {CACHE: "/elsewhere"}])
def test_what_comes_with_the_package_does_not_depend_on_the_place_of_the_cache(environment):
    """It is in the package."""
    assert shipped_directory(environment) == SHIPPED
