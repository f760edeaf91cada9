import subprocess
import sys

import pytest
from click.testing import CliRunner

from pytest_vapi_contract.cli import main
from tests.plugin.app import OURS


def test_the_plugin_is_cheap():
    """Importing the plugin imports none of the libraries behind it."""
    program = "import pytest, sys; before = set(sys.modules); import pytest_vapi_contract.plugin; "
    program += "print(*set(sys.modules) - before)"

    output = subprocess.check_output([sys.executable, "-c", program], text=True, timeout=60)

    ours = {name for name in output.split() if name.startswith("pytest_vapi_contract")}
    assert ours == {
        "pytest_vapi_contract",
        "pytest_vapi_contract.freeze_guard",
        "pytest_vapi_contract.option_table",
        "pytest_vapi_contract.plugin",
        "pytest_vapi_contract.plugin.fixtures",
        "pytest_vapi_contract.plugin.options",
    }
    assert not {
        "click",
        "faker",
        "hypothesis",
        "httpx2",
        "jsonschema",
        "jsonschema_rs",
        "rich",
        "sqlite3",
    } & {*output.split()}


def test_the_strictest_settings_are_met(app, pytester, session):
    """With every strictness of pytest, and warnings as errors, the items run as usual."""
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error")

    result = session(
        "--vapi-handler=app:sound", "--strict-config", "--strict-markers", "--vapi-type=hang", "-k", "accepts"
    )

    assert result.ret == 0
    result.assert_outcomes(passed=1, deselected=result.parseoutcomes()["deselected"])


def test_the_plugin_can_be_left_out(pytester, monkeypatch):
    """Under its name in `-p no:` it is not there: neither its options nor its fixtures."""
    monkeypatch.delenv("PYTEST_DISABLE_PLUGIN_AUTOLOAD")
    pytester.makepyfile("def test_it(): pass")

    result = pytester.runpytest_subprocess(
        "-p", "no:vapi-contract", "-p", "no:hypothesispytest", "--fixtures"
    )

    assert result.ret == 0
    assert "vapi_" not in result.stdout.str()


def test_collecting_imports_no_generator(app, pytester):
    """To list the items takes none of the libraries that make and judge messages."""
    heavy = {"faker", "hypothesis", "jsonschema", "jsonschema_rs"}
    (app.parent / "conftest.py").write_text(
        "import sys\n"
        "def pytest_collection_finish():\n"
        f"    print('heavy:', *sorted({heavy!r} & set(sys.modules)))\n",
        encoding="utf-8",
    )

    result = pytester.runpytest_subprocess(*OURS, "--vapi-handler=app:app", "--collect-only", "-q")

    result.stdout.fnmatch_lines(["heavy:"])


@pytest.mark.parametrize(
    ("handler", "failed"), [(("app:sound",), 0), (("app:app", "--path", "/webhook"), 2)], ids=["green", "red"]
)
def test_what_init_writes_can_be_run(app, pytester, session, handler, failed):
    """The written test passes, and the checks find what is wrong with the handler, if anything is."""
    pytester.syspathinsert()
    written = CliRunner().invoke(main, ["init", *handler])

    result = session("--vapi-type=hang", "--vapi-check=accepts", "--vapi-check=survives")

    assert written.exit_code == 0
    result.assert_outcomes(passed=3 - failed, failed=failed)
