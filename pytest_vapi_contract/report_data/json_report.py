"""The JSON report: of one run, or of the many runs of a test session."""

from collections.abc import Iterable, Sequence
from itertools import zip_longest
from json import dumps
from operator import itemgetter
from pathlib import Path
from typing import Any

from ..cases.skip import counted, counted_findings
from ..errors import OutputNotWritten
from ..json_paths import Object
from .lines import incomplete
from .severity import rank_of


def write_json(report: Object, path: Path) -> None:
    """Write a report into a file. Raises `OutputNotWritten`."""
    text = dumps(report, indent=2, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(
            text.encode("utf-8", "backslashreplace")
        )  # half of a surrogate pair is invalid UTF-8
    except OSError as error:
        raise OutputNotWritten(path, error.strerror or str(error)) from error


def united_json(reports: Sequence[Object]) -> Object:
    """
    One report from the reports of many runs with the same contract and handler.

    A finding that several runs have made, each with messages of another type, is one finding again.
    """
    first, *others = reports
    if not others:
        return first
    findings = [finding for report in reports for finding in report["findings"]]
    return first | {
        "ok": all(report["ok"] for report in reports),
        "complete": all(report["complete"] for report in reports),
        "fail_on": _union(reports, "fail_on"),
        "checks": _union(reports, "checks"),
        "types": _union(reports, "types"),
        "exchanges": sum(report["exchanges"] for report in reports),
        "seconds": round(sum(report["seconds"] for report in reports), 3),
        "interrupted": any(report["interrupted"] for report in reports),
        "skipped": _each_once(skip for report in reports for skip in report["skipped"]),
        "findings": _merged(findings),
        "latency": _latency(reports),
        "accepted": _union(reports, "accepted"),
        "ignored": _union(reports, "ignored"),
        "outdated": _union(reports, "outdated"),
        "remarks": _union(reports, "remarks"),
    }


def summary_of(report: Object) -> str:
    """A report in one line."""
    notes = len(notes_of(report))
    failures = sum(finding["severity"] in report["fail_on"] for finding in report["findings"])
    found = counted_findings(failures, notes, len(report["findings"]) - notes - failures)
    return (
        f"{found} in {counted(report['exchanges'], 'exchange')}, "
        f"{counted(len(report['types']), 'message type')}, {report['seconds']:.1f} s "
        f"(revision {report['revision']}, seed {report['seed']})"
    )


def warning_of(report: Object) -> str:
    """What is said of a report that is incomplete; nothing if it is complete."""
    missed = dict.fromkeys((skip["what"], skip["why"]) for skip in report["skipped"] if skip["essential"])
    return incomplete(list(missed))


def notes_of(report: Object) -> list[Object]:
    """The findings of a report that fail nothing."""
    return [finding for finding in report["findings"] if finding["severity"] == "note"]


def _latency(reports: Sequence[Object]) -> list[Object]:
    """The latency of each type in the report that has sent most of it: percentiles cannot be added up."""
    every = (each for report in reports for each in report["latency"])
    return list({each["type"]: each for each in sorted(every, key=itemgetter("count"))}.values())


def _merged(findings: Sequence[Object]) -> list[Object]:
    groups: dict[tuple[Any, ...], list[Object]] = {}
    for finding in findings:
        where = finding["place"] or (finding["status"], finding["condition"])
        alike = finding["check"], finding["severity"], finding["exception"], finding["fault"], where
        groups.setdefault(alike, []).append(finding)
    return sorted(map(_united, groups.values()), key=lambda each: rank_of(each["severity"]))


def _united(group: Sequence[Object]) -> Object:
    # The plainest comes first in each: so does the plainest of each in all.
    ranks = zip_longest(*((each["condition"], *each["also"]) for each in group))
    others = dict.fromkeys(text for texts in ranks for text in texts if text)
    others.pop(group[0]["condition"], None)
    return group[0] | {
        "also": list(others),
        "count": sum(each["count"] for each in group),
        "types": _union(group, "types"),
    }


def _each_once(objects: Iterable[Object]) -> list[Object]:
    """The objects without those that were there before: what holds for a whole session is in each report."""
    found: list[Object] = []
    for each in objects:
        if each not in found:
            found.append(each)
    return found


def _union(objects: Sequence[Object], name: str) -> list[str]:
    return list(dict.fromkeys(value for each in objects for value in each[name]))
