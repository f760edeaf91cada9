"""Names that a package imports when they are first asked for."""

import sys

import pytest

from pytest_vapi_contract.lazy_imports import lazy_names


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package with two modules, of which nothing is imported."""
    folder = tmp_path / "lazy_zoo"
    folder.mkdir()
    (folder / "__init__.py").write_text("", encoding="utf-8")
    (folder / "lions.py").write_text("roar = 'loud'", encoding="utf-8")
    (folder / "tigers.py").write_text("", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    yield __import__("lazy_zoo")
    for name in ("lazy_zoo", "lazy_zoo.lions", "lazy_zoo.tigers"):
        sys.modules.pop(name, None)


def test_a_name_is_imported_when_it_is_asked_for(package):
    """And kept, so that the next one who asks finds it there."""
    get = lazy_names("lazy_zoo", {"roar": "lions", "stripes": "tigers"})
    before = "lazy_zoo.lions" in sys.modules

    assert not before
    assert get("roar") == "loud"
    assert package.roar == "loud"
    assert "lazy_zoo.tigers" not in sys.modules


def test_other_names_are_an_attribute_error(package):
    """With the words of Python."""
    get = lazy_names(package.__name__, {})

    with pytest.raises(AttributeError, match="module 'lazy_zoo' has no attribute 'bears'"):
        get("bears")
