"""
Items for a handler that has no tests yet: one for each check, or for each check and message type.

Imported only where there is a handler.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, cast

import pytest

from ..errors import ContractError
from .failures import ContractBroken, ToldFailure, printed_of, raise_if_broken
from .listing import Listed
from .outcomes import PRINTED, RENDERED, REPLAYED, note
from .session_options import GIVEN, SessionOptions
from .whole_run import RUN

if TYPE_CHECKING:  # at run time it is imported with the run: to list the items takes nothing heavy
    from ..report_formats import RenderedReport


class ContractCollector(pytest.Collector):
    """The items for a handler that was given as an option."""

    @classmethod
    def beneath(cls, session: pytest.Session) -> "ContractCollector":
        """The collector of a session."""
        # pytest leaves the keywords without types, here and below.
        make = cast("Any", cls.from_parent)  # pyright: ignore[reportUnknownMemberType]
        return cast("ContractCollector", make(session, name="vapi-contract", nodeid="vapi-contract"))

    def collect(self) -> Iterator["HandlerItem"]:
        """An item for each check, or for each of its message types; one if an exchange is to be repeated."""
        given = self.config.stash[GIVEN]
        if given.replay:
            yield ReplayItem.beneath(self, name="replay", nodeid=f"{self.nodeid}::replay")
            return
        if given.fuzz is not None:
            yield from self._searches(given)
            return
        for check, type in self.config.stash[RUN].listing.items():
            name = f"{check}[{type}]" if type else check
            # Given as text it is read as pytest reads it back from its cache: name and parameter.
            nodeid = f"{self.nodeid}::{name}"
            yield ContractItem.beneath(self, name=name, nodeid=nodeid, check=check, type=type)

    def _searches(self, given: SessionOptions) -> Iterator["HandlerItem"]:
        """The search; with workers of xdist, a part for each of them."""
        parts = getattr(self.config, "workerinput", {}).get("workercount", 1)
        given.check_search(parts)  # what is wrong with the options is said here
        for part in range(1, parts + 1):
            shard = f"{part}/{parts}" if parts > 1 else None
            name = f"fuzz[{shard}]" if shard else "fuzz"
            yield FuzzItem.beneath(self, name=name, nodeid=f"{self.nodeid}::{name}", shard=shard)


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
        if isinstance(excinfo.value, ContractBroken):
            return excinfo.value.told
        if isinstance(excinfo.value, ContractError):
            return ToldFailure(str(excinfo.value))
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


class FuzzItem(HandlerItem):
    """A search of the handler, or a part of one."""

    def __init__(self, *, shard: str | None, **of_node: Any) -> None:
        super().__init__(**of_node)
        self._shard = shard
        self.stash[PRINTED] = {}

    def runtest(self) -> None:
        """Search for as long as was said; fail with what is found."""
        from ..fuzzing.handler_fuzz import fuzz_with

        given = self.config.stash[GIVEN]
        options = given.search_options(self._shard)
        rendered = note(self, self.config.stash[RUN].finished(lambda: fuzz_with(given.handler, options)))
        if rendered.json["interrupted"]:
            self.session.shouldstop = "the search was interrupted"
        raise_if_broken(rendered)


class ContractItem(HandlerItem):
    """What one check finds, with messages of one type or of all."""

    def __init__(self, *, check: str, type: str, **of_node: Any) -> None:
        super().__init__(**of_node)
        self.check, self.type = check, type
        self.stash[PRINTED] = {}

    def runtest(self) -> None:
        """Fail with what the check finds in the run of the session."""
        from ..report_formats import properties_of

        run = self.config.stash[RUN]
        outcome = run.outcome
        self.stash[RENDERED] = run.taken()
        if outcome.rendered is None:
            self._fail_once(outcome.error, outcome.reason)
        part = outcome.rendered.about(self.check, self.type)
        self.user_properties += properties_of(part.json)
        if part.json["interrupted"]:
            self.session.shouldstop = "the check was interrupted"
        if part.failures:
            self.stash[PRINTED] = printed_of(part.failures)
            raise ContractBroken(part.failures)
        if not outcome.rendered.complete:
            self._pass_over(outcome.rendered)

    def _pass_over(self, rendered: "RenderedReport") -> None:
        """Fail or skip in an incomplete run, unless that was allowed."""
        if not rendered.may_be_incomplete:
            self._fail_once(rendered.warning, rendered.why_incomplete)
        if not rendered.json["exchanges"]:
            pytest.skip(rendered.why_incomplete)

    def _fail_once(self, error: str, reason: str) -> NoReturn:
        """Fail with what keeps all items from being checked, if no item before this one does; else skip."""
        if (self.check, self.type) == self.config.stash[RUN].first_without_failure:
            raise ContractBroken(text=error)
        pytest.skip(reason)


def selected(items: Iterable[pytest.Item]) -> tuple[Listed, ...]:
    """The check of each item of ours, and its message type if it is about one."""
    return tuple((item.check, item.type) for item in items if isinstance(item, ContractItem))
