import pytest

from tests.plugin.app import OURS

#: A test of one's own that finds something.
WRONG = "def test_it(vapi_check): vapi_check(path='/webhook', checks=['accepts'], types=['hang'])"


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


def test_what_uses_something_of_ours_starts_it(pytester):
    """A fixture does, also one that a test asks for while it runs; the tests of others do not."""
    pytester.makeconftest(
        """
        import pytest

        @pytest.hookimpl(trylast=True)
        def pytest_runtest_teardown(item):
            print(item.name, item.config.pluginmanager.has_plugin("vapi-contract session"))
        """
    )
    pytester.makepyfile(
        """
        def test_of_others(): pass
        def test_asking(request): assert request.getfixturevalue("vapi_message")("hang")
        """
    )

    result = pytester.runpytest_inprocess(*OURS, "-s")

    result.assert_outcomes(passed=2)
    result.stdout.fnmatch_lines(["*test_of_others False", "*test_asking True"])


@pytest.mark.parametrize("workers", [(), ("-p", "xdist", "-n", "2")], ids=["alone", "workers"])
def test_what_a_test_finds_is_told_without_any_option(app, own_tests, pytester, workers):
    """The end of the session has it once, also if it was found in a worker."""
    own_tests("app", WRONG)

    result = pytester.runpytest_subprocess(*OURS, *workers, timeout=120)

    assert_told_once(result)


def assert_told_once(result):
    """The end has the finding once, and the short summary begins with what decides."""
    result.assert_outcomes(failed=1)
    assert len([line for line in result.stdout.lines if "--vapi-replay" in line]) == 1
    result.stdout.fnmatch_lines(["*= vapi-contract =*", "FAILED * - `call` is missing: hang is rejected"])


def test_the_mutations_of_a_fixture_start_it_when_tests_are_collected(pytester):
    """No option is needed."""
    pytester.makepyfile("def test_it(vapi_mutation_session_created): assert vapi_mutation_session_created.id")

    result = pytester.runpytest_inprocess(*OURS, "-q")

    assert result.ret == 0
    assert result.parseoutcomes()["passed"] > 10


FORKING = """
import os, pickle
import pytest
from _pytest.runner import runtestprotocol

@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    read, write = os.pipe()
    if not os.fork():
        reports = runtestprotocol(item, log=False, nextitem=nextitem)
        to_data = item.config.hook.pytest_report_to_serializable
        data = [to_data(config=item.config, report=each) for each in reports]
        os.write(write, pickle.dumps(data))
        os._exit(0)
    os.close(write)
    os.wait()
    with open(read, "rb") as pipe:
        for each in pickle.load(pipe):
            report = item.config.hook.pytest_report_from_serializable(config=item.config, data=each)
            item.ihook.pytest_runtest_logreport(report=report)
    return True
"""


def test_what_a_forked_test_finds_is_told(app, own_tests, pytester):
    """As plugins do that run each test in a process of its own."""
    pytester.makeconftest(FORKING)
    own_tests("app", WRONG)

    result = pytester.runpytest_subprocess(*OURS, timeout=120)

    assert_told_once(result)


def test_the_wrapper_of_a_user_gets_the_output_that_is_shown(own_tests, pytester):
    """Ours has hidden the secrets by then."""
    pytester.makeconftest(
        """
        import pytest

        @pytest.hookimpl(wrapper=True)
        def pytest_runtest_makereport(item, call):
            report = yield
            if call.when == "call":
                report.sections.append(("mine", f"{'hunter2' in report.capstdout} {report.capstdout[:16]}"))
            return report
        """
    )
    pytester.makepyfile(
        app="""
        def app(environ, start_response):
            print("got", environ["HTTP_X_VAPI_SECRET"])
            start_response("500 Broken", [])
            return [b""]
        """
    )
    own_tests(
        "app", "def test_it(vapi_check): vapi_check(secret='hunter2', types=['hang'], checks=['accepts'])"
    )

    result = pytester.runpytest_inprocess(*OURS)

    result.stdout.fnmatch_lines(["*- mine -*", "False got $VAPI_SECRET"])
