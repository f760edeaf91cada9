"""
The pytest plugin: options, fixtures, and items for a handler that has no tests yet. Wiring only.

Whatever is heavy is imported where it is used: a session that uses nothing of ours imports nothing for it.
"""

from collections.abc import Generator

import pytest

from ..freeze_guard import FREEZE_GUARD
from .fixtures import (
    ANY_MUTATION,
    MUTATED,
    MUTATIONS_MARKER,
    vapi_call,
    vapi_check,
    vapi_contract,
    vapi_handler,
    vapi_message,
    vapi_model_output,
    vapi_mutation,
    vapi_mutation_model_output,
    vapi_mutation_session_created,
    vapi_session_created,
    vapi_tool_call,
    vapi_turn,
)
from .options import GIVEN, OPTIONS, add_options, given_in, usage_errors
from .outcomes import Outcomes, keep_in, tidy_output
from .selection import NOT_CHECKED, SELECTION, Selection

__all__ = [
    "OPTIONS",
    "vapi_call",
    "vapi_check",
    "vapi_contract",
    "vapi_handler",
    "vapi_message",
    "vapi_model_output",
    "vapi_mutation",
    "vapi_mutation_model_output",
    "vapi_mutation_session_created",
    "vapi_session_created",
    "vapi_tool_call",
    "vapi_turn",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add each option, and a setting of the same name."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Read the options."""
    config.addinivalue_line("markers", "vapi_contract: a check of the handler that --vapi-handler names")
    config.addinivalue_line(
        "markers",
        f"{MUTATIONS_MARKER}(type, ...): the message types whose mutations {ANY_MUTATION!r} goes through",
    )
    config.add_cleanup(FREEZE_GUARD.keep_output())
    given = config.stash[GIVEN] = given_in(config)
    config.add_cleanup(given.close)
    selection = config.stash[SELECTION] = Selection(config)
    given.per_type = given.per_type or selection.per_type
    is_worker = hasattr(config, "workerinput")
    if not is_worker:
        config.pluginmanager.register(Outcomes(given, config.rootpath), "vapi-contract outcomes")
    if given.handler_name:
        from .whole_run import RUN, WholeRun
        from .workers import Controller, Worker, shared_folder

        config.stash[RUN] = WholeRun(config, given, shared_folder(config))
        role = Worker(config) if is_worker else Controller(config)
        config.pluginmanager.register(role, "vapi-contract workers")


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say what is checked, if something is."""
    given = config.stash[GIVEN]
    if not given.handler_name:
        return None
    checked = config.stash[SELECTION].any or given.replay
    if checked and config.get_verbosity() <= 0:
        return None  # the end of the session says so
    with usage_errors():
        at = "" if given.path == "/" else f" at {given.path}"
        told = f"vapi-contract: revision {given.contract.revision}, handler {given.handler_name}{at}"
    return told if checked else f"{told}, {NOT_CHECKED}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection(session: pytest.Session) -> None:
    """Leave to pytest what is in files; ids of ours are in none."""
    selection = session.config.stash[SELECTION]
    if selection.ids and not session.config.stash[GIVEN].handler_name:
        raise pytest.UsageError(f"{selection.ids[0]} needs a handler. Pass --vapi-handler.")
    session.config.args = selection.others


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """
    Add an item for each check that was asked for.

    If an exchange is to be repeated, one item does that in place of all others.
    """
    given, selection = config.stash[GIVEN], config.stash[SELECTION]
    if not given.handler_name or not selection.any:
        return
    from .items import ContractCollector  # pyright: ignore[reportAssignmentType]  not the parameter `items`

    collector = ContractCollector.beneath(session)
    with usage_errors():
        added = list(collector.collect())
    if given.replay:
        config.hook.pytest_deselected(items=items[:])
        items.clear()
    else:
        added = list(selection.of(added))
    for item in added:
        config.hook.pytest_itemcollected(item=item)
    report = pytest.CollectReport(collector.nodeid, "passed", None, [*added])
    config.hook.pytest_collectreport(report=report)
    items += added


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep what the items are about that were selected: so is the run."""
    if session.config.stash[GIVEN].handler_name:
        from .items import selected
        from .whole_run import RUN

        session.config.stash[RUN].selected = selected(session.items)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each mutation."""
    for fixture in MUTATED.keys() & set(metafunc.fixturenames):
        _parametrize(metafunc, fixture, [MUTATED[fixture]])
    if ANY_MUTATION in metafunc.fixturenames:
        marks = list(metafunc.definition.iter_markers(MUTATIONS_MARKER))
        types = [str(type) for mark in reversed(marks) for type in mark.args]
        if not types:
            raise pytest.UsageError(
                f"{metafunc.definition.nodeid} uses {ANY_MUTATION!r} without naming message types. "
                f'Add a marker, for example @pytest.mark.{MUTATIONS_MARKER}("tool-calls").'
            )
        _parametrize(metafunc, ANY_MUTATION, list(dict.fromkeys(types)))


def _parametrize(metafunc: pytest.Metafunc, fixture: str, types: list[str]) -> None:
    given = metafunc.config.stash[GIVEN]
    with usage_errors():
        mutations = [mutation for type in types for mutation in given.mutations_of(type)]
    names = [f"{each.type}:{each.id}" if len(types) > 1 else each.id for each in mutations]
    metafunc.parametrize(fixture, mutations, ids=names, indirect=True)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send what was found along with the outcome, as JSON: it may have to leave a worker of xdist."""
    outcome = yield
    if outcome.when == "call":
        keep_in(outcome, item, call.excinfo.value if call.excinfo else None)
        tidy_output(item, outcome)
    return outcome
