"""
Items for a handler that has no tests yet: one for each check and message type.

Imported only where there is a handler.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NoReturn, cast

import pytest

from ..case_sources.type_order import in_order
from ..checks import Finding, Report, concerns, selected, types_of
from ..errors import ContractError, CredentialMissing, HandlerUnreachable, RouteNotFound
from .options import GIVEN
from .outcomes import REPLAYED, TALKATIVE, ContractBroken, note, raise_if_broken

#: Where the findings of a session were told in full, by what they have in common.
TOLD = pytest.StashKey[dict[Any, str]]()
#: Why items could not be checked: an item has failed with each of these reasons.
FAILED = pytest.StashKey[set[str]]()


class ContractCollector(pytest.Collector):
    """The items for a handler that was given on the command line."""

    @classmethod
    def beneath(cls, session: pytest.Session) -> "ContractCollector":
        """The collector of a session."""
        # pytest leaves the keywords without types, here and below.
        make = cast("Any", cls.from_parent)  # pyright: ignore[reportUnknownMemberType]
        return cast("ContractCollector", make(session, name="vapi-contract", nodeid="vapi-contract"))

    def collect(self) -> Iterator["HandlerItem"]:
        """An item for each check and each message type; only one if an exchange is to be repeated."""
        if self.config.stash[GIVEN].replay:
            yield ReplayItem.beneath(self, name="replay", nodeid=f"{self.nodeid}::replay")
            return
        given = self.config.stash[GIVEN]
        types = in_order(given.contract.message_types)
        for check in selected():
            if not concerns(check, given.handler, with_state=given.state is not None):
                continue
            for type in types_of(check, types, given.contract):
                name = f"{check.id}[{type}]" if check.per_type else check.id
                # Given as text it is read as pytest reads it back from its cache: name and parameter.
                nodeid = f"{self.nodeid}::{name}"
                yield ContractItem.beneath(self, name=name, nodeid=nodeid, check=check.id, type=type)


class HandlerItem(pytest.Item):
    """Something that is done with the handler, and told without a traceback of ours."""

    @classmethod
    def beneath(cls, parent: ContractCollector, **of_node: Any) -> "HandlerItem":
        """An item of a collector."""
        make = cast("Any", cls.from_parent)  # pyright: ignore[reportUnknownMemberType]
        return cast("HandlerItem", make(parent, **of_node))

    def __init__(self, **of_node: Any) -> None:
        super().__init__(**of_node)  # pyright: ignore[reportUnknownMemberType]  pytest leaves them without types
        self.add_marker("vapi_contract")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """What was found, and no traceback of ours."""
        if isinstance(excinfo.value, (ContractBroken, ContractError)):
            return _Told(str(excinfo.value))
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        """Where the item is: in no file."""
        return self.path, None, self.nodeid


class ReplayItem(HandlerItem):
    """One exchange again."""

    def runtest(self) -> None:
        """Repeat the exchange; fail if the check still does."""
        from ..conformance import replay
        from ..reporting import told_replay

        given = self.config.stash[GIVEN]
        again = replay(given.handler, given.replay, given.run_options)
        self.stash[REPLAYED] = [told_replay(again)]
        raise_if_broken(note(self, again.report))


class ContractItem(HandlerItem):
    """One check with messages of one type."""

    def __init__(self, *, check: str, type: str, **of_node: Any) -> None:
        super().__init__(**of_node)
        self.check, self.type = check, type
        self.stash[TALKATIVE] = True

    def runtest(self) -> None:
        """Check the handler; fail with what was found."""
        report = note(self, self._report())
        if report.failures:
            raise ContractBroken(self._told(report))
        if report.interrupted:
            raise KeyboardInterrupt
        if not report.ok:
            self._tell_once(ContractBroken(report.warning), report.untested.why if report.untested else "")
        elif report.untested and not report.exchanges:
            pytest.skip(report.untested.why)

    def _report(self) -> Report:
        """What the check finds; where there is no webhook, one item fails, and the others are skipped."""
        try:
            return self.config.stash[GIVEN].session.report(self.check, self.type)
        except (CredentialMissing, HandlerUnreachable, RouteNotFound) as error:
            self._tell_once(error, "no webhook answers")

    def _tell_once(self, error: Exception, reason: str) -> NoReturn:
        """
        Fail with what keeps all items from being checked; skip this one if another one has failed with it.

        A webhook that hangs has failed already.
        """
        from ..conformance.sender import HANGING

        told = self.config.stash.setdefault(FAILED, set())
        if reason in told or (reason == HANGING and self.config.stash.get(TOLD, None)):
            pytest.skip(reason)
        told.add(reason)
        raise error

    def _told(self, report: Report) -> str:
        told = self.config.stash.setdefault(TOLD, {})
        texts = [self._text(finding, told) for finding in report.failures]
        return "\n\n".join([*texts, *([report.warning] if report.warning else [])])

    def _text(self, finding: Finding, told: dict[Any, str]) -> str:
        """The finding in full, and in short where an earlier item has told of the same cause."""
        first = told.setdefault((finding.check, *finding.symptom, bool(finding.condition)), self.nodeid)
        return str(finding) if first == self.nodeid else finding.in_short(f"as in     {first}")


def types_of_items(items: Iterable[pytest.Item]) -> frozenset[str]:
    """The message types that items check the handler with."""
    return frozenset(item.type for item in items if isinstance(item, ContractItem))


class _Told:
    """A failure as text. Pytest prints its first line in the short summary."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.reprcrash = _Headline(_title(text.partition("\n")[0]))

    def toterminal(self, terminal: Any) -> None:
        """Print the text, title lines in red."""
        for line in self.text.splitlines():
            terminal.line(line, red=bool(line) and not line.startswith(" "), bold=False)

    def __str__(self) -> str:
        return self.text


def _title(line: str) -> str:
    """The first line of a failure without its column for the check of a finding, which the item names."""
    return line.rpartition("  ")[0].rstrip() or line


class _Headline:
    def __init__(self, message: str) -> None:
        self.message = message

    def __str__(self) -> str:
        return self.message
