"""Sessions of pytest with our plugin."""

from textwrap import dedent

import pytest

import pytest_vapi_contract.conformance
import pytest_vapi_contract.reporting  # noqa: F401 - a session forgets what it imports: here it is imported once
from tests.plugin.app import APP, OURS


@pytest.fixture(autouse=True)
def _only_our_plugin(monkeypatch):
    """Leave the plugins of Hypothesis and Faker out: they take longer than most of these sessions."""
    monkeypatch.setenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD", "1")


@pytest.fixture
def app(pytester):
    """A module with handlers, in the directory of the session."""
    return pytester.makepyfile(app=APP)


@pytest.fixture
def own_tests(pytester):
    """Write tests of one's own, with a fixture for the handler of this name in `app.py`."""

    def write(handler, source):
        head = f"import pytest\nimport app\n\n@pytest.fixture\ndef vapi_handler(): return app.{handler}\n\n"
        pytester.makepyfile(test_it=head + dedent(source))

    return write


@pytest.fixture
def usage_error(session):
    """Run pytest with options that end the session at once, and return what it says on standard error."""

    def run(*args):
        result = session(*args)
        assert result.ret == pytest.ExitCode.USAGE_ERROR
        assert "INTERNALERROR" not in result.stdout.str()
        return result.stderr

    return run


@pytest.fixture
def session(pytester):
    """
    Run pytest with our plugin on few messages: in this process, which is many times faster; not with xdist.
    """

    def run(*args):
        options = () if any("--vapi-max-examples" in each for each in args) else ("--vapi-max-examples=3",)
        given = ("-p", "no:cacheprovider", *OURS, *options, *args)
        if "xdist" in args:
            return pytester.runpytest_subprocess(*given, timeout=120)
        return pytester.runpytest_inprocess(*given)

    return run
