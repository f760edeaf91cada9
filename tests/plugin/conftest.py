"""
Sessions of pytest with our plugin, each in a process of its own.
"""

import pytest

from tests.plugin.app import APP, OURS


@pytest.fixture(autouse=True)
def _only_our_plugin(monkeypatch):
    """
    Leave the plugins of Hypothesis and Faker out: they take longer than most of these sessions.
    """
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture
def app(pytester):
    """
    A module with handlers, in the directory of the session.
    """
    return pytester.makepyfile(app=APP)


@pytest.fixture
def session(pytester):
    """
    Run pytest with our plugin in a process of its own, on few messages.
    """

    def run(*args):
        options = () if any("--vapi-max-examples" in each for each in args) else ("--vapi-max-examples=3",)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", *OURS, *options, *args, timeout=120)

    return run
