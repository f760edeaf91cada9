"""
Items for a handler that has no tests yet: one for each check and message type.

Imported only where there is a handler.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ..checks import Finding, concerns, in_order, selected, types_of
from ..errors import ContractError
from .options import GIVEN
from .outcomes import REPORTS, ContractBroken

#: Where the findings of a session were told in full, by what they have in common.
TOLD = pytest.StashKey[dict[Any, str]]()


class ContractCollector(pytest.Collector):
    """
    The items for a handler that was given on the command line.
    """

    def collect(self) -> Iterator["ContractItem"]:
        """
        An item for each check and each message type.
        """
        given = self.config.stash[GIVEN]
        types = in_order(given.contract.message_types)
        for check in (each for each in selected() if concerns(each, given.handler)):
            for type in types_of(check, types, given.contract):
                name = f"{check.id}[{type}]" if check.per_type else check.id
                # Given as text it is read as pytest reads it back from its cache: name and parameter.
                nodeid = f"{self.nodeid}::{name}"
                yield ContractItem.from_parent(self, name=name, nodeid=nodeid, check=check.id, type=type)


class ContractItem(pytest.Item):
    """
    One check with messages of one type.
    """

    def __init__(self, *, check: str, type: str, **of_node: Any) -> None:
        super().__init__(**of_node)
        self.check, self.type = check, type
        self.add_marker("vapi_contract")

    def runtest(self) -> None:
        """
        Check the handler; fail with what was found.
        """
        report = self.config.stash[GIVEN].session.report(self.check, self.type)
        self.stash[REPORTS] = [report]
        if report.findings:
            told = self.config.stash.setdefault(TOLD, {})
            raise ContractBroken("\n\n".join(self._text(finding, told) for finding in report.findings))
        if report.interrupted:
            raise KeyboardInterrupt
        if report.untested:
            pytest.skip(report.untested.why)

    def _text(self, finding: Finding, told: dict[Any, str]) -> str:
        """
        The finding in full, and in short where an earlier item has told of the same cause.
        """
        first = told.setdefault((finding.check, *finding.symptom, bool(finding.circumstance)), self.nodeid)
        return str(finding) if first == self.nodeid else finding.in_short(f"as in     {first}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """
        What was found, and no traceback of ours.
        """
        if isinstance(excinfo.value, (ContractBroken, ContractError)):
            return _Told(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """
        Where the item is: in no file.
        """
        return self.path, None, self.nodeid


class _Told:
    """
    A failure as text. Pytest prints its first line in the short summary.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.reprcrash = _Headline(text.partition("\n")[0].partition("  ")[0])

    def toterminal(self, terminal: Any) -> None:
        """
        Print the text, title lines in red.
        """
        for line in self.text.splitlines():
            terminal.line(line, red=bool(line) and not line.startswith(" "), bold=False)

    def __str__(self) -> str:
        return self.text


class _Headline:
    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message
