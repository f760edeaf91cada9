"""
The pytest plugin: options, fixtures, and items for a handler that has no tests yet. Wiring only.

Whatever is heavy is imported where it is used: a session that uses nothing of ours imports nothing for it.
"""

from collections.abc import Generator
from pathlib import Path

import pytest

from .fixtures import (
    ANY_MUTATION,
    MUTATED,
    MUTATIONS_MARKER,
    vapi_check,
    vapi_contract,
    vapi_handler,
    vapi_message,
    vapi_model_output,
    vapi_mutation,
    vapi_mutation_model_output,
    vapi_mutation_session_created,
    vapi_session_created,
)
from .options import GIVEN, OPTIONS, add_options, given_in, usage_errors
from .outcomes import REPLAYED, REPORTS, Outcomes, tidy_output

__all__ = [
    "OPTIONS",
    "vapi_check",
    "vapi_contract",
    "vapi_handler",
    "vapi_message",
    "vapi_model_output",
    "vapi_mutation",
    "vapi_mutation_model_output",
    "vapi_mutation_session_created",
    "vapi_session_created",
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add each option, and a setting of the same name."""
    add_options(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Read the options."""
    config.addinivalue_line("markers", "vapi_contract: a check of the handler that --vapi-handler names")
    config.addinivalue_line(
        "markers",
        f"{MUTATIONS_MARKER}(type, ...): the message types of which {ANY_MUTATION!r} has the mutations",
    )
    given = config.stash[GIVEN] = given_in(config)
    config.add_cleanup(given.close)
    if not hasattr(config, "workerinput"):
        config.pluginmanager.register(Outcomes(given, config.rootpath), "vapi-contract outcomes")


def pytest_report_header(config: pytest.Config) -> str | None:
    """Say what is checked, if something is."""
    given = config.stash[GIVEN]
    if not given.handler_name:
        return None
    with usage_errors():
        at = "" if given.path == "/" else f" at {given.path}"
        return f"vapi-contract: revision {given.contract.revision}, handler {given.handler_name}{at}"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(
    session: pytest.Session, config: pytest.Config, items: list[pytest.Item]
) -> None:
    """
    Add an item for each check and message type, unless single files or tests were asked for.

    If an exchange is to be repeated, one item does that, and stands for all.
    """
    given = config.stash[GIVEN]
    if not given.handler_name or any("::" in each or Path(each).is_file() for each in config.args):
        return
    from .items import ContractCollector  # pyright: ignore[reportAssignmentType]  not the parameter `items`

    collector = ContractCollector.beneath(session)
    with usage_errors():
        added = list(collector.collect())
    if given.replay:
        config.hook.pytest_deselected(items=items[:])
        items.clear()
    for item in added:
        config.hook.pytest_itemcollected(item=item)
    report = pytest.CollectReport(collector.nodeid, "passed", None, [*added])
    config.hook.pytest_collectreport(report=report)
    items += added


def pytest_collection_finish(session: pytest.Session) -> None:
    """Keep of which message types there are items: few are checked more thoroughly than all."""
    given = session.config.stash[GIVEN]
    if given.handler_name:
        from .items import types_of_items

        given.types = types_of_items(session.items)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each mutation."""
    for fixture in MUTATED.keys() & set(metafunc.fixturenames):
        _parametrize(metafunc, fixture, [MUTATED[fixture]])
    if ANY_MUTATION in metafunc.fixturenames:
        marks = list(metafunc.definition.iter_markers(MUTATIONS_MARKER))
        types = [str(type) for mark in reversed(marks) for type in mark.args]
        if not types:
            raise pytest.UsageError(
                f"{metafunc.definition.nodeid} uses {ANY_MUTATION!r} without saying of which message types. "
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
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Send what was found along with the outcome, as JSON: it may have to leave a worker of xdist."""
    outcome = yield
    if outcome.when == "call":
        outcome.__dict__["vapi_contract"] = [each.to_json() for each in item.stash.get(REPORTS, ())]
        outcome.__dict__["vapi_replayed"] = list(item.stash.get(REPLAYED, ()))
    tidy_output(item, outcome)
    return outcome
