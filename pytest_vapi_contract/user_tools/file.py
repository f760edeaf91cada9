"""A JSON or YAML file becomes a JSON value. An error tells the line, and never what is in the file."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from ..errors import ToolsNotParsed, ToolsUnreadable, YamlMissing
from ..json_paths import Json, is_list, is_object

if TYPE_CHECKING:
    from types import ModuleType

#: Bytes, values and levels that no file of an assistant has.
LARGEST, MOST, DEEPEST = 20_000_000, 2_000_000, 100
#: What a parser repeats of the file.
QUOTED = re.compile(r"'[^']{3,}'")
YAML_ENDINGS = frozenset({".yaml", ".yml"})
TOO_DEEP = f"it has more than {DEEPEST} levels of nesting"
#: What YAML 1.2 reads as something else than text: `yes`, `on` and dates are texts there, as in JSON.
SCALARS = (
    ("tag:yaml.org,2002:bool", r"^(?:true|True|TRUE|false|False|FALSE)$", [*"tTfF"]),
    ("tag:yaml.org,2002:int", r"^[-+]?[0-9]+$", [*"-+0123456789"]),
    (
        "tag:yaml.org,2002:float",
        r"^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$",
        [*"-+.0123456789"],
    ),
    ("tag:yaml.org,2002:null", r"^(?:~|null|Null|NULL|)$", ["~", "n", "N", ""]),
)


def read_file(path: Path) -> Json:
    """The JSON value in a file. Raises `ToolsUnreadable`, `ToolsNotParsed` and `YamlMissing`."""
    text = _text(path)
    value = _of_yaml(path, text) if path.suffix.lower() in YAML_ENDINGS else _of_json(path, text)
    check_size(value, str(path))
    return value


def check_size(value: Json, source: str) -> None:
    """Refuse what is too large or too deep to be walked. Raises `ToolsUnreadable`."""
    level, count = [value], 0
    for _ in range(DEEPEST + 1):
        count += len(level)
        if count > MOST:
            raise ToolsUnreadable(source, f"it has more than {MOST:,} values")
        level = [inner for outer in level for inner in _inside(outer)]
        if not level:
            return
    raise ToolsUnreadable(source, TOO_DEEP)


def _inside(value: Json) -> list[Json]:
    if is_object(value):
        return list(value.values())
    return value if is_list(value) else []


def _text(path: Path) -> str:
    try:
        if path.is_dir():
            raise ToolsUnreadable(str(path), "it is a directory")
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise ToolsUnreadable(str(path), _reason(error)) from error
    if len(content) > LARGEST:
        raise ToolsUnreadable(str(path), f"it has more than {LARGEST / 1e6:.0f} MB")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ToolsUnreadable(str(path), f"byte {error.start + 1:,} is not UTF-8") from None


def _reason(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "the file does not exist"
    return error.strerror or type(error).__name__


def _of_json(path: Path, text: str) -> Json:
    try:
        return json.loads(text, parse_constant=_refused)
    except json.JSONDecodeError as error:
        why = error.msg[:1].lower() + error.msg[1:]
        raise ToolsNotParsed(str(path), "JSON", error.lineno, error.colno, why) from None
    except RecursionError:
        raise ToolsUnreadable(str(path), TOO_DEEP) from None
    except ValueError as error:  # what `_refused` says, or a number of thousands of digits
        raise ToolsUnreadable(str(path), str(error)) from None


def _refused(constant: str) -> NoReturn:
    raise ValueError(f"it contains {constant}, which is not JSON")


def _of_yaml(path: Path, text: str) -> Json:
    try:
        import yaml  # noqa: PLC0415 - it need not be installed
    except ImportError:
        raise YamlMissing(str(path)) from None
    try:
        return _as_json(yaml.load(text, Loader=_loader(yaml)), str(path))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ToolsNotParsed(str(path), "YAML", line, column, _problem(error.problem)) from None
    except yaml.YAMLError:
        raise ToolsUnreadable(str(path), "it has a character that YAML does not allow") from None
    except (ValueError, RecursionError):
        raise ToolsUnreadable(str(path), "it has a value that JSON does not have") from None


def _problem(problem: str | None) -> str:
    """What is wrong, without the words of the file."""
    return QUOTED.sub("'…'", problem or "it cannot be read")


def _loader(yaml: ModuleType) -> Any:
    """A safe loader, in C if there is one, that reads scalars as YAML 1.2 does."""
    safe: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    loader: Any = type("Yaml12Loader", (safe,), {"yaml_implicit_resolvers": {}})
    for tag, pattern, first in SCALARS:
        loader.add_implicit_resolver(tag, re.compile(pattern), first)
    return loader


def _as_json(value: Any, source: str) -> Json:
    """The value with texts as names. Raises `ToolsUnreadable` for what JSON does not have."""
    check_size(value, source)
    return _plain(value, source)


def _plain(value: Any, source: str) -> Json:
    if is_object(value):
        return {_name(name): _plain(part, source) for name, part in value.items()}
    if is_list(value):
        return [_plain(part, source) for part in value]
    if value is None or isinstance(value, str | int | float):
        return value
    raise ToolsUnreadable(source, "it has a value that JSON does not have")


def _name(name: Any) -> str:
    return name if isinstance(name, str) else json.dumps(name)
