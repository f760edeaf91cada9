"""JSON reports as files: read again, to be merged."""

from collections.abc import Mapping, Sequence
from itertools import combinations
from json import dumps, loads
from pathlib import Path
from typing import NoReturn

from jsonschema_rs import Draft202012Validator

from ..errors import BadReport, ReportsDiffer
from ..errors.base import shortened
from ..findings.read_report import report_of
from ..findings.report import VERSION, Report, package_version
from ..input_files import read_file
from ..json_paths import Json, Object, is_list, is_object, pointer
from ..masking.plain_text import on_one_line, plain
from .schema import report_schema

WRITE_AGAIN = "To write it again, use --json."
SAME_VERSION = "Write and merge all reports with the same version of the package."
#: What reports that are merged have in common, and what a text calls it.
COMMON = {"handler": "handlers", "revision": "revisions"}
#: What a report says of itself, and what may be wrong with it.
CLAIMS = {"ok": "whether the webhook passes", "complete": "whether everything was sent"}
#: What is never shown as it is, and what may have several lines.
BODY, SEVERAL_LINES = "body", frozenset({"message", "fault"})


def read_reports(paths: Sequence[Path]) -> list[Report]:
    """
    The reports in some files, which are about the same handler and revision.

    Raises `BadReport` and `ReportsDiffer`.
    """
    validator = Draft202012Validator(report_schema())
    records = [_read(path, validator) for path in paths]
    for (path, record), (other, last) in combinations(zip(paths, records, strict=True), 2):
        _compare(path, record, other, last)
    return [_report_in(path, record) for path, record in zip(paths, records, strict=True)]


def _read(path: Path, validator: Draft202012Validator) -> Object:
    try:
        record = _plain(loads(read_file(path), parse_constant=_refuse))
    except OSError as error:
        raise BadReport(path, error.strerror or str(error), "Check the path.") from error
    except (ValueError, RecursionError) as error:
        raise BadReport(path, f"it is not JSON ({error})", WRITE_AGAIN) from error
    if not is_object(record) or record.get("report") != "vapi-contract":
        raise BadReport(path, "it is not a JSON report of vapi-contract", WRITE_AGAIN)
    _check_version(path, record)
    # A body may have half of a surrogate pair.
    valid_text = dumps(record, ensure_ascii=False).encode("utf-8", "replace")
    broken = next(iter(validator.iter_errors(loads(valid_text))), None)
    if broken is not None:
        at = pointer(*broken.instance_path) or "the top"
        raise BadReport(path, f"at {at}, {shortened(broken.message)}", WRITE_AGAIN)
    return record


def _check_version(path: Path, record: Object) -> None:
    more: Json = record.get("merge", {})
    if record.get("version") != VERSION:
        raise BadReport(path, f"its version is {record.get('version')!r}, not {VERSION}", SAME_VERSION)
    package = more.get("package") if is_object(more) else None
    if package != package_version():
        written = "an earlier version" if package is None else f"version {shortened(str(package))}"
        why = f"it was written by {written} of pytest-vapi-contract, and this is version {package_version()}"
        raise BadReport(path, why, SAME_VERSION)


def _compare(path: Path, record: Mapping[str, Json], other: Path, last: Mapping[str, Json]) -> None:
    """Raise `ReportsDiffer` unless two reports are two parts of one."""
    for name, words in COMMON.items():
        if record[name] != last[name]:
            why = f"their {words} are {shortened(record[name])} and {shortened(last[name])}"
            raise ReportsDiffer(path, other, why)
    if record == last:
        raise ReportsDiffer(path, other, "they are the same report")


def _report_in(path: Path, record: Object) -> Report:
    try:
        report = report_of(record)
        told = report.to_json(), str(report)  # each of its texts can be made
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError) as error:
        why = f"part of it was changed or is damaged ({type(error).__name__}: {error})"
        raise BadReport(path, why, WRITE_AGAIN) from error
    for name, claim in CLAIMS.items():
        if told[0][name] != record[name]:
            raise BadReport(path, f"its contents contradict its field {name!r} ({claim})", WRITE_AGAIN)
    return report


def _plain(value: Json, name: str = "") -> Json:
    """What was read, with nothing in it that acts on a terminal or begins a line; a body stays as it was."""
    if isinstance(value, str):
        return plain(value) if name in SEVERAL_LINES else on_one_line(plain(value))
    if is_list(value):
        return [_plain(each, name) for each in value]
    if not is_object(value):
        return value
    return {
        on_one_line(plain(key)): each if key == BODY else _plain(each, key) for key, each in value.items()
    }


def _refuse(constant: str) -> NoReturn:
    """Refuse what Python reads as a number beyond JSON."""
    raise ValueError(f"JSON has no {constant}")
