import inspect
import re
from pathlib import Path

import pytest_vapi_contract
from pytest_vapi_contract import errors, plugin

REFERENCE = Path(__file__).parents[2] / "docs" / "reference"
DIRECTIVE = re.compile(r"^\.\. auto\w+:: (?:pytest_vapi_contract\.)?(\w+)$", re.MULTILINE)


def test_the_reference_lists_the_public_names():
    """The reference page has each name of `__all__` once, and no other."""
    page = (REFERENCE / "api.md").read_text(encoding="utf-8")

    listed = DIRECTIVE.findall(page)

    assert sorted(listed) == sorted(pytest_vapi_contract.__all__)


def test_every_public_name_has_a_docstring():
    """The reference is made from docstrings, so each public name has one; that of an alias is a comment."""
    names = set(pytest_vapi_contract.__all__) - {"MessageType"}

    bare = [name for name in names if not inspect.getdoc(getattr(pytest_vapi_contract, name))]

    assert not bare


def test_every_error_is_drawn_in_the_tree():
    """The tree at the top of the errors' module shows each of them, under its parent."""
    classes = [value for value in vars(errors).values() if isinstance(value, type)]
    defined = {value.__name__: value for value in classes if value.__module__ == errors.__name__}

    drawn = re.findall(r"^( *)([A-Z]\w+)$", inspect.getdoc(errors) or "", re.MULTILINE)

    depths = {name: len(indent) // 2 for indent, name in drawn}
    assert depths == {name: len(_line_of(error)) for name, error in defined.items()}


def _line_of(error):
    """The ancestors of an error, as far as they are ours."""
    return [parent for parent in error.__mro__[1:] if parent.__module__ == errors.__name__]


def test_the_reference_lists_the_options():
    """The page about pytest has each option of the plugin, and no other."""
    page = (REFERENCE / "pytest.md").read_text(encoding="utf-8")

    listed = re.findall(r"^\| `--vapi-([\w-]+)(?:=(\w+))?`", page, re.MULTILINE)

    assert sorted(listed) == sorted((each.name, each.metavar or "") for each in plugin.OPTIONS)


def test_the_reference_lists_the_fixtures():
    """The page about pytest has each fixture of the plugin, and no other."""
    page = (REFERENCE / "pytest.md").read_text(encoding="utf-8")
    fixtures = [name for name in vars(plugin) if name.startswith("vapi_")]

    listed = re.findall(r"^\| `(vapi_\w+)` \|", page, re.MULTILINE)

    assert sorted(listed) == sorted(fixtures)
