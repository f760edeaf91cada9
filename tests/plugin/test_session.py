import pytest

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
    own_tests(
        "app", "def test_it(vapi_check): vapi_check(path='/webhook', checks=['accepts'], types=['hang'])"
    )

    result = pytester.runpytest_subprocess(*OURS, *workers, timeout=120)

    result.assert_outcomes(failed=1)
    told = [line for line in result.stdout.lines if "replay" in line and "--vapi-replay" in line]
    assert len(told) == 1


def test_the_mutations_of_a_fixture_start_it_when_tests_are_collected(pytester):
    """No option is needed."""
    pytester.makepyfile("def test_it(vapi_mutation_session_created): assert vapi_mutation_session_created.id")

    result = pytester.runpytest_inprocess(*OURS, "-q")

    assert result.ret == 0
    assert result.parseoutcomes()["passed"] > 10
