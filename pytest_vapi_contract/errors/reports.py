"""What can be wrong with reports that are to be merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .base import ContractError

if TYPE_CHECKING:
    from pathlib import Path


class BadReport(ContractError):
    """A file is not a report that can be read."""

    path: Path
    why: str
    advice: str
    template = "The report {path} cannot be read: {why}. {advice}"


class ReportsDiffer(ContractError):
    """Reports are not about the same handler and revision, or are the same report."""

    path: Path
    other: Path
    why: str
    template = "{path} and {other} cannot be merged: {why}."
