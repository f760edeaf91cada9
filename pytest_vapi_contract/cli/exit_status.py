"""The exit status with which a command ends."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..findings import Report

FOUND, UNUSABLE, INCOMPLETE, INTERRUPTED = 1, 2, 3, 130


def status_of(report: Report) -> int:
    """The exit status for a report."""
    if report.interrupted:
        return INTERRUPTED
    if report.failures:
        return FOUND
    return 0 if report.ok else INCOMPLETE
