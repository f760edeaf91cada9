"""A JSON or YAML file becomes a JSON value."""

import sys

import pytest

from pytest_vapi_contract.errors import ToolsNotParsed, ToolsUnreadable, YamlMissing
from pytest_vapi_contract.user_tools.file import DEEPEST, check_size, read_file

YAML = """\
# The tools of the front desk
tools:
  - type: function
    function: &f
      name: yes
      on: [no, off, 2026-01-01, 12:30, 0o7, "1", 1, -2.5e3, ~, null, true, '', 1_0]
  - *f
2: two
"""


def written(tmp_path, text, name="tools.json"):
    """The path of a file with a text."""
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_json_is_read(tmp_path):
    """A byte order mark does no harm."""
    assert read_file(written(tmp_path, b'\xef\xbb\xbf{"a": ["\xc3\xa9"]}')) == {"a": ["é"]}


def test_yaml_is_read_as_yaml_1_2_has_it(tmp_path):
    """`yes`, `off` and dates are texts, and so are the names of properties."""
    pytest.importorskip("yaml")

    value = read_file(written(tmp_path, YAML, "tools.yml"))

    function = value["tools"][1]
    assert function["name"] == "yes"
    assert function["on"] == [
        "no", "off", "2026-01-01", "12:30", "0o7", "1", 1, -2500.0, None, None, True, "", "1_0",
    ]  # fmt: skip
    assert value["2"] == "two"


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        (
            "tools.json",
            '{\n  "secret": "hush-hush"\n  "a": 1}',
            "is not valid JSON: line 3, column 3: expecting ',' delimiter.",
        ),
        (
            "tools.yaml",
            "a: 1\nsecret: hush-hush\n  b: [1\n",
            "is not valid YAML: line 3, column 4: mapping values are not allowed in this context.",
        ),
        ("tools.yaml", "secret: *hush-hush\n", "is not valid YAML: line 1, column 9: found undefined alias"),
        ("tools.yaml", "a: !hush-hush x\n", "could not determine a constructor for the tag '…'."),
    ],
)
def test_a_broken_file_is_told_by_its_line(tmp_path, name, text, told):
    """The error has line and column, and nothing of what is in the file."""
    pytest.importorskip("yaml")
    path = written(tmp_path, text, name)

    with pytest.raises(ToolsNotParsed) as raised:
        read_file(path)

    assert told.rstrip(".") in str(raised.value)
    assert "hush" not in str(raised.value)


@pytest.mark.parametrize(
    ("name", "text", "told"),
    [
        ("tools.json", b"[NaN]", "it contains NaN, which is not JSON"),
        ("tools.json", b"[" * 200 + b"]" * 200, "it has more than 100 levels of nesting"),
        ("tools.json", b"[" * 200_000, "it has more than 100 levels of nesting"),
        ("tools.json", b'["\xff"]', "byte 3 is not UTF-8"),
        ("tools.yaml", b"a: !!binary aGk=\n", "it has a value that JSON does not have"),
        ("tools.yaml", b"a: \x01\n", "it has a character that YAML does not allow"),
        ("tools.yaml", b"a: &a [*a]\n", "it has more than 100 levels of nesting"),
    ],
)
def test_a_file_that_cannot_be_used_says_why(tmp_path, name, text, told):
    """What is too deep, or is not JSON, is not read."""
    pytest.importorskip("yaml")

    with pytest.raises(ToolsUnreadable, match=told):
        read_file(written(tmp_path, text, name))


def test_a_file_of_aliases_does_not_take_all_memory(tmp_path):
    """Aliases of aliases are counted before they are written out."""
    pytest.importorskip("yaml")
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{at}: &a{at} [{', '.join([f'*a{at - 1}'] * 10)}]" for at in range(1, 12)]

    with pytest.raises(ToolsUnreadable, match="more than 2,000,000 values"):
        read_file(written(tmp_path, "\n".join(lines), "tools.yaml"))


def test_a_file_that_is_missing_is_said_to_be(tmp_path):
    """The error names the file and what is expected."""
    with pytest.raises(ToolsUnreadable, match="none.json: the file does not exist. Pass the path of a JSON"):
        read_file(tmp_path / "none.json")

    with pytest.raises(ToolsUnreadable, match="it is a directory"):
        read_file(tmp_path)


def test_without_pyyaml_the_error_says_what_to_install(tmp_path, monkeypatch):
    """YAML needs a library that is not always there."""
    monkeypatch.setitem(sys.modules, "yaml", None)

    with pytest.raises(YamlMissing, match=r"pip install 'pytest-vapi-contract\[yaml\]'"):
        read_file(written(tmp_path, "a: 1", "tools.yaml"))


def test_what_is_deep_is_refused():
    """A value with as many levels as are allowed passes, and one with more does not."""
    value = []
    for _ in range(DEEPEST):
        value = [value]

    check_size(value, "it")

    with pytest.raises(ToolsUnreadable):
        check_size([value], "it")
