"""What prepared cases depend on."""

from dataclasses import replace

import pytest

from pytest_vapi_contract.case_sources.cache import key
from pytest_vapi_contract.case_sources.cache.key import cache_key, of_package, shipped_key
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


@pytest.mark.parametrize(
    "file", ["code.pyc", "schemas/manifest.json", "case_sources/cache/shipped/cases-0.zip"]
)
def test_what_is_the_same_in_a_checkout_and_in_a_wheel_counts(package, file):
    """And nothing else: not what is compiled, nor where the schemas are, nor what is shipped."""
    before = of_package(package)
    of_package.cache_clear()

    (package / file).parent.mkdir(parents=True, exist_ok=True)
    (package / file).write_bytes(b"")

    assert of_package(package) == before


def test_the_versions_of_libraries_count(monkeypatch):
    """Another Faker has other names. What is shipped stays what it is."""
    before = cache_key(BUNDLE), shipped_key(BUNDLE)

    monkeypatch.setattr(key, "version", lambda name: "0")

    assert cache_key(BUNDLE) != before[0]
    assert shipped_key(BUNDLE) == before[1]


def test_an_edit_counts_for_what_is_shipped(package, monkeypatch):
    """Of a wheel that is installed, too."""
    monkeypatch.setattr(key, "PACKAGE", package)
    before = shipped_key(BUNDLE)
    of_package.cache_clear()

    (package / "code.py").write_text("x = 2")

    assert shipped_key(BUNDLE) != before


def test_a_library_without_a_version_is_no_error(monkeypatch):
    """It may come from a place that has no such data."""

    def unknown(name):
        raise key.PackageNotFoundError(name)

    monkeypatch.setattr(key, "version", unknown)

    assert len(cache_key(BUNDLE)) == key.DIGITS
