"""
The JSON report: of one run, or of the many runs of a test session.
"""

import json
from collections.abc import Sequence
from itertools import zip_longest
from pathlib import Path
from typing import Any

from ..checks import counted
from ..errors import OutputNotWritten
from ..json_paths import Object


def write_json(report: Object, path: Path) -> None:
    """
    Write a report into a file. Raises `OutputNotWritten`.
    """
    text = json.dumps(report, indent=2, ensure_ascii=False) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode("utf-8", "backslashreplace"))  # half of a surrogate pair is no UTF-8
    except OSError as error:
        raise OutputNotWritten(path, error.strerror or str(error)) from error


def report_schema() -> Object:
    """
    The JSON Schema that every report keeps.
    """
    schema: Object = json.loads((Path(__file__).parent / "report.schema.json").read_bytes())
    return schema


def united_json(reports: Sequence[Object]) -> Object:
    """
    One report from the reports of many runs with the same contract and handler.

    A finding that several runs have made, each with messages of another type, is one finding again.
    """
    first = reports[0]
    findings = [finding for report in reports for finding in report["findings"]]
    return first | {
        "ok": not findings,
        "checks": _union(reports, "checks"),
        "types": _union(reports, "types"),
        "exchanges": sum(report["exchanges"] for report in reports),
        "seconds": round(sum(report["seconds"] for report in reports), 3),
        "interrupted": any(report["interrupted"] for report in reports),
        "skipped": [skip for report in reports for skip in report["skipped"]],
        "findings": _merged(findings),
    }


def summary_of(report: Object) -> str:
    """
    A report in one line.
    """
    return (
        f"{counted(len(report['findings']), 'finding')} in {counted(report['exchanges'], 'exchange')}, "
        f"{counted(len(report['types']), 'message type')}, {report['seconds']:.1f} s "
        f"(revision {report['revision']}, seed {report['seed']})"
    )


def _merged(findings: Sequence[Object]) -> list[Object]:
    groups: dict[tuple[Any, ...], list[Object]] = {}
    for finding in findings:
        where = finding["place"] or (finding["status"], finding["circumstance"])
        groups.setdefault((finding["check"], finding["exception"], where), []).append(finding)
    return [_united(group) for group in groups.values()]


def _united(group: Sequence[Object]) -> Object:
    # The plainest comes first in each: so does the plainest of each in all.
    ranks = zip_longest(*((each["circumstance"], *each["also"]) for each in group))
    others = dict.fromkeys(text for texts in ranks for text in texts if text)
    others.pop(group[0]["circumstance"], None)
    return group[0] | {
        "also": list(others),
        "count": sum(each["count"] for each in group),
        "types": _union(group, "types"),
    }


def _union(objects: Sequence[Object], name: str) -> list[str]:
    return list(dict.fromkeys(value for each in objects for value in each[name]))
