import subprocess
import sys

import pytest
from click.testing import CliRunner

from pytest_vapi_contract.cli import main
from tests.plugin.app import OURS


@pytest.mark.parametrize(
    ("arguments", "ids"),
    [
        ([], ["tests/test_own.py::test_one", "vapi-contract::accepts", "vapi-contract::replies"]),
        (["."], ["tests/test_own.py::test_one", "vapi-contract::accepts", "vapi-contract::replies"]),
        (["tests"], ["tests/test_own.py::test_one"]),
        (["tests/test_own.py"], ["tests/test_own.py::test_one"]),
        (["tests/test_own.py::test_one"], ["tests/test_own.py::test_one"]),
        (["vapi-contract"], ["vapi-contract::accepts", "vapi-contract::replies"]),
        (["vapi-contract::accepts"], ["vapi-contract::accepts"]),
        (["vapi-contract::accepts[hang]"], ["vapi-contract::accepts[hang]"]),
        (["tests", "vapi-contract::replies"], ["tests/test_own.py::test_one", "vapi-contract::replies"]),
    ],
    ids=" ".join,
)
def test_a_session_has_what_was_asked_for(app, pytester, session, arguments, ids):
    """Paths and ids choose, as for any test; with neither there is everything."""
    pytester.mkdir("tests").joinpath("test_own.py").write_text("def test_one(): pass", encoding="utf-8")

    result = session(
        "--vapi-handler=app:app", "--vapi-check=accepts,replies", "--collect-only", "-q", *arguments
    )

    assert [line for line in result.stdout.lines if "::" in line] == ids


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (
            ["--vapi-handler=app:app", "vapi-contract::acepts"],
            "ERROR: not found: vapi-contract::acepts. There are *",
        ),
        (["vapi-contract::accepts"], "ERROR: vapi-contract::accepts needs a handler. Pass --vapi-handler."),
    ],
)
def test_an_id_that_none_has_ends_the_session(app, usage_error, arguments, line):
    """A misspelt id, or one without a handler, is told in one line."""
    told = usage_error(*arguments)

    told.fnmatch_lines([line])


def test_the_header_says_that_a_path_leaves_the_handler_out(app, pytester, session):
    """Whoever names a handler and a path learns that only what is at the path runs."""
    pytester.makepyfile(test_own="def test_one(): pass")

    result = session("--vapi-handler=app:app", "test_own.py")

    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        ["vapi-contract: * not checked, because a path was given (add vapi-contract *"]
    )


def test_items_can_be_deselected_by_their_marker(app, pytester, session):
    """The marker is registered, and chooses the items or the rest."""
    pytester.makepyfile(test_own="def test_one(): pass")

    result = session("--vapi-handler=app:sound", "--strict-markers", "-m", "not vapi_contract")

    assert result.parseoutcomes()["passed"] == 1


def test_a_session_of_others_shows_nothing(pytester, session):
    """Without a handler and without our fixtures there is no line and no item of ours."""
    pytester.makepyfile("def test_it(): pass")

    result = session()

    result.assert_outcomes(passed=1)
    lines = [line for line in result.stdout.lines if not line.startswith("plugins: ")]
    assert not [line for line in lines if "vapi" in line]


def test_the_plugin_is_cheap():
    """Importing the plugin imports none of the libraries behind it."""
    program = "import pytest, sys; before = set(sys.modules); import pytest_vapi_contract.plugin; "
    program += "print(*set(sys.modules) - before)"

    output = subprocess.check_output([sys.executable, "-c", program], text=True, timeout=60)

    ours = {name for name in output.split() if name.startswith("pytest_vapi_contract")}
    assert {name for name in ours if not name.startswith("pytest_vapi_contract.plugin")} == {
        "pytest_vapi_contract",
        "pytest_vapi_contract.freeze_guard",
        "pytest_vapi_contract.option_table",
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
