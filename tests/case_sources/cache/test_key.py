"""What prepared cases depend on."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.case_sources.cache import key
from pytest_vapi_contract.case_sources.cache.key import cache_key, of_package
from pytest_vapi_contract.contract import Contract

BUNDLE = Contract.load().bundle


@pytest.fixture
def package(tmp_path):
    """A package of two files."""
    (tmp_path / "inner").mkdir()
    (tmp_path / "code.py").write_text("x = 1")
    (tmp_path / "inner" / "data.json").write_text("{}")
    of_package.cache_clear()
    return tmp_path


def test_the_key_stays_the_same():
    """For the same bundle, also one that is read again."""
    assert cache_key(BUNDLE) == cache_key(Contract.load().bundle)


def test_each_bundle_has_its_key():
    """An imported one may have the name of a shipped one."""
    other = replace(BUNDLE, components={**BUNDLE.components, "New": {}})

    keys = {cache_key(each) for each in (BUNDLE, other, Contract.load("2026-04-22").bundle)}

    assert len(keys) == 3


@pytest.mark.parametrize("file", ["code.py", "inner/data.json", "new.py"])
def test_an_edit_of_the_package_counts(package, file):
    """Of code, of data, and a new file."""
    before = of_package(package)
    of_package.cache_clear()

    (package / file).write_text("x = 2")

    assert of_package(package) != before


def test_a_compiled_file_does_not_count(package):
    """It is made by running the package."""
    before = of_package(package)
    of_package.cache_clear()

    (package / "code.pyc").write_bytes(b"")

    assert of_package(package) == before


def test_the_versions_of_libraries_count(monkeypatch):
    """Another Faker has other names."""
    before = cache_key(BUNDLE)

    monkeypatch.setattr(key, "version", lambda name: "0")

    assert cache_key(BUNDLE) != before


def test_a_library_without_a_version_is_no_error(monkeypatch):
    """It may come from a place that has no such data."""

    def unknown(name):
        raise key.PackageNotFoundError(name)

    monkeypatch.setattr(key, "version", unknown)

    assert len(cache_key(BUNDLE)) == key.DIGITS
