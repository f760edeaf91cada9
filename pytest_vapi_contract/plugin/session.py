"""What the plugin does in a session that uses something of it."""

from collections.abc import Generator

import pytest

from .options import SESSION
from .outcomes import Outcomes, keep_in, tidy_output
from .selection import NOT_CHECKED, Selection
from .session_options import GIVEN, SessionOptions, given_in, usage_errors

OUTCOMES = "vapi-contract outcomes"


def given_of(config: pytest.Config) -> SessionOptions:
    """What the options of a session say; who asks first has the session started. Raises `UsageError`."""
    given = config.stash.get(GIVEN, None)
    return _started(config) if given is None else given


def take(config: pytest.Config, report: pytest.TestReport) -> None:
    """Start the session with the report of a test that ran in another process."""
    given_of(config)
    outcomes: Outcomes | None = config.pluginmanager.get_plugin(OUTCOMES)
    if outcomes is not None:  # there is none in a worker; as a plugin it would miss this report
        outcomes.pytest_runtest_logreport(report)


def _started(config: pytest.Config) -> SessionOptions:
    given = config.stash[GIVEN] = given_in(config)
    config.add_cleanup(given.close)
    selection = Selection(config)
    given.per_type = given.per_type or selection.per_type
    plugins, is_worker = config.pluginmanager, hasattr(config, "workerinput")
    plugins.register(ContractSession(given, selection), SESSION)
    if not is_worker:
        plugins.register(Outcomes(given, config.rootpath), OUTCOMES)
    if given.handler_name:
        from .whole_run import RUN, WholeRun
        from .workers import Controller, Worker, shared_folder

        config.stash[RUN] = WholeRun(config, given, shared_folder(config))
        plugins.register(Worker(config) if is_worker else Controller(config), "vapi-contract workers")
    return given


class ContractSession:
    """Collects the items for a handler, and keeps what they and the tests find."""

    def __init__(self, given: SessionOptions, selection: Selection) -> None:
        self._given, self._selection = given, selection

    def pytest_report_header(self, config: pytest.Config) -> str | None:
        """Say what is checked, if something is."""
        given = self._given
        if not given.handler_name:
            return None
        checked = self._selection.any or given.replay
        if checked and config.get_verbosity() <= 0:
            return None  # the end of the session says so
        with usage_errors():
            at = "" if given.path == "/" else f" at {given.path}"
            told = f"vapi-contract: revision {given.contract.revision}, handler {given.handler_name}{at}"
        return told if checked else f"{told}, {NOT_CHECKED}"

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Leave to pytest what is in files; ids of ours are in none."""
        selection = self._selection
        if selection.ids and not self._given.handler_name:
            raise pytest.UsageError(f"{selection.ids[0]} needs a handler. Pass --vapi-handler.")
        session.config.args = selection.others

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection_modifyitems(
        self, session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """
        Add an item for each check that was asked for.

        If an exchange is to be repeated, one item does that in place of all others.
        """
        if not self._given.handler_name or not self._selection.any:
            return
        from .items import ContractCollector  # pyright: ignore[reportAssignmentType]  not the parameter `items`

        collector = ContractCollector.beneath(session)
        with usage_errors():
            added = list(collector.collect())
        if self._given.replay:
            config.hook.pytest_deselected(items=items[:])
            items.clear()
        else:
            added = list(self._selection.of(added))
        for item in added:
            config.hook.pytest_itemcollected(item=item)
        report = pytest.CollectReport(collector.nodeid, "passed", None, [*added])
        config.hook.pytest_collectreport(report=report)
        items += added

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Keep what the items are about that were selected: so is the run."""
        if self._given.handler_name:
            from .items import selected
            from .whole_run import RUN

            session.config.stash[RUN].selected = selected(session.items)

    @pytest.hookimpl(wrapper=True, trylast=True)  # a wrapper of a user is to get what we have put right
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Send what was found along with the outcome, as JSON: it may have to leave a worker of xdist."""
        outcome = yield
        if outcome.when == "call":
            keep_in(outcome, item, call.excinfo.value if call.excinfo else None)
            tidy_output(item, outcome)
        return outcome


def parametrize(metafunc: pytest.Metafunc, fixture: str, types: list[str]) -> None:
    """Run a test once for each mutation of some message types."""
    given = given_of(metafunc.config)
    with usage_errors():
        mutations = [mutation for type in types for mutation in given.mutations_of(type)]
    names = [f"{each.type}:{each.id}" if len(types) > 1 else each.id for each in mutations]
    metafunc.parametrize(fixture, mutations, ids=names, indirect=True)
