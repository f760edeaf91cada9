"""
The pytest plugin: options, fixtures, and items for a handler that has no tests yet. Wiring only.

All else is imported where it is used: a session that uses nothing of ours imports nothing for it.
"""

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
from .options import OPTIONS, SESSION, add_options, are_given

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
    """Start the session, if it is known already that something of ours is used."""
    config.addinivalue_line("markers", "vapi_contract: a check of the handler that --vapi-handler names")
    config.addinivalue_line(
        "markers",
        f"{MUTATIONS_MARKER}(type, ...): the message types whose mutations {ANY_MUTATION!r} goes through",
    )
    config.add_cleanup(FREEZE_GUARD.keep_output())
    ids_of_ours = any(each.partition("::")[0] == "vapi-contract" for each in config.args)
    if ids_of_ours or are_given(config):
        from .session import given_of

        given_of(config)
    else:
        config.pluginmanager.register(_Arrivals(config), "vapi-contract arrivals")


class _Arrivals:
    """Starts the session with the first report of a test that used something of ours in another process."""

    def __init__(self, config: pytest.Config) -> None:
        self._config = config

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Start with this report, if it has something of ours and nothing has started."""
        if hasattr(report, "vapi_contract") and not self._config.pluginmanager.has_plugin(SESSION):
            from .session import take

            take(self._config, report)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test once for each mutation."""
    mutated = {fixture: [type] for fixture, type in MUTATED.items() if fixture in metafunc.fixturenames}
    if ANY_MUTATION in metafunc.fixturenames:
        mutated[ANY_MUTATION] = _marked_types(metafunc.definition)
    if mutated:
        from .session import parametrize

        for fixture, types in mutated.items():
            parametrize(metafunc, fixture, types)


def _marked_types(test: pytest.Item) -> list[str]:
    """The message types that the markers of a test name. Raises `UsageError` if there are none."""
    marks = list(test.iter_markers(MUTATIONS_MARKER))
    types = [str(type) for mark in reversed(marks) for type in mark.args]
    if not types:
        raise pytest.UsageError(
            f"{test.nodeid} uses {ANY_MUTATION!r} without naming message types. "
            f'Add a marker, for example @pytest.mark.{MUTATIONS_MARKER}("tool-calls").'
        )
    return list(dict.fromkeys(types))
