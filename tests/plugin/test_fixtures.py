import json
import re

import pytest


def test_the_fixtures_have_what_they_say(pytester, session):
    """Contract, messages and the factory come with the chosen revision."""
    pytester.makepyfile(
        """
        from pytest_vapi_contract import assert_conforms

        def test_messages(vapi_contract, vapi_session_created, vapi_model_output, vapi_message):
            hang = vapi_message("hang", timestamp=5)

            assert vapi_contract.revision == "2026-04-22"
            assert vapi_session_created["type"] == "session.created"
            assert vapi_model_output["type"] == "model-output"
            assert hang["timestamp"] == 5
            for message in (vapi_session_created, vapi_model_output, hang):
                assert_conforms(message, contract=vapi_contract)
        """
    )

    result = session("--vapi-revision=2026-04-22")

    result.assert_outcomes(passed=1)


def test_messages_are_fresh(pytester, session):
    """A test that changes its message does not change that of the next."""
    pytester.makepyfile(
        """
        def test_one(vapi_model_output):
            vapi_model_output.clear()

        def test_two(vapi_model_output):
            assert vapi_model_output
        """
    )

    session().assert_outcomes(passed=2)


def test_the_handler_of_the_option_is_a_fixture(app, pytester, session):
    """`vapi_handler` is what `--vapi-handler` names."""
    pytester.makepyfile(
        test_it="""
        from pytest_vapi_contract import assert_accepts

        def test_it(vapi_handler, vapi_session_created):
            assert_accepts(vapi_handler, vapi_session_created)
        """
    )

    session("--vapi-handler=app:sound", "test_it.py").assert_outcomes(passed=1)


def test_without_a_handler_the_fixture_says_what_to_do(pytester, session):
    """A test that asks for a handler where there is none ends with the advice, and no traceback."""
    pytester.makepyfile("def test_it(vapi_handler): pass")

    result = session()

    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(
        ["No handler given. Pass --vapi-handler, or define a fixture 'vapi_handler'."]
    )


def test_the_handler_can_be_yours(app, own_tests, pytester, session):
    """A fixture `vapi_handler` of one's own is used by the others, and `vapi_check` checks it."""
    own_tests(
        "app",
        """
        def test_sound(vapi_check):
            report = vapi_check(types=["hang"], checks=["accepts"], path="/webhook")
        """,
    )

    result = session("--vapi-report=found.json")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        [
            "E *: LOST  hang is rejected when `call` is missing",
            "LOST  hang is rejected when `call` is missing *accepts VC102",
            "FAILED test_it.py::test_sound - `call` is missing: hang is rejected",
        ]
    )
    assert "fixtures.py" not in result.stdout.str()
    assert json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))["ok"] is False


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ('types=["hang"]', "E *HandlerUnreachable: Cannot connect to the server: *"),
        ('types="hang"', "E *BadOption: types='hang' cannot be used. It must be a list of names."),
    ],
)
def test_what_a_user_can_put_right_is_told_without_our_frames(own_tests, pytester, session, options, told):
    """The line of the test, and what to do."""
    pytester.makepyfile(app='away = "http://127.0.0.1:9/webhook"')
    own_tests("away", f"def test_it(vapi_check): vapi_check({options})")

    result = session()

    result.stdout.fnmatch_lines([told])
    assert "fixtures.py" not in result.stdout.str()
    assert "conformance" not in result.stdout.str()


@pytest.mark.parametrize("type", ["session_created", "model_output"])
def test_a_test_runs_for_each_mutation(pytester, session, type):
    """A test that asks for a mutation runs for each of a representative set, under its id."""
    pytester.makepyfile(
        f"""
        def test_it(vapi_mutation_{type}, vapi_contract):
            assert vapi_contract.standing(vapi_mutation_{type}.body) == "violating"
        """
    )

    result = session("-v")

    ids = re.findall(r"test_it\[(.+?)\] PASSED", result.stdout.str())
    assert result.ret == 0
    assert "envelope.missing" in ids
    assert 20 < len(ids) < 100


def test_a_test_runs_for_each_mutation_of_its_types(pytester, session):
    """The marker names the types, and each mutation has its type in its id."""
    pytester.makepyfile(
        """
        import pytest

        @pytest.mark.vapi_mutations("hang", "tool-calls")
        def test_it(vapi_mutation, vapi_contract):
            assert vapi_contract.standing(vapi_mutation.body) == "violating"
        """
    )

    result = session("-v", "--strict-markers")

    ids = re.findall(r"test_it\[(.+?)\] PASSED", result.stdout.str())
    assert result.ret == 0
    assert {"hang:envelope.missing", "tool-calls:envelope.missing"} <= set(ids)
    assert {each.partition(":")[0] for each in ids} == {"hang", "tool-calls"}


@pytest.mark.parametrize(
    ("marker", "told"),
    [
        ("", 'Add a marker, for example @pytest.mark.vapi_mutations("tool-calls").'),
        ("@pytest.mark.vapi_mutations('tool-cals')", "Did you mean 'tool-calls'?"),
    ],
)
def test_the_marker_must_name_types(pytester, session, marker, told):
    """Without a type, or with an unknown one, the session says what to write."""
    pytester.makepyfile(f"import pytest\n{marker}\ndef test_it(vapi_mutation): pass")

    result = session()

    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert told in result.stdout.str()


def test_a_test_can_run_for_every_mutation(pytester, session):
    """With `--vapi-mutations=all` it runs for every one."""
    pytester.makeconftest(
        """
        from pytest_vapi_contract import mutations

        def few(contract, type):
            return tuple(next(mutations.each_mutation(contract, type)) for _ in range(1))

        mutations.all_mutations = few  # there are 17,000
        """
    )
    pytester.makepyfile("def test_it(vapi_mutation_model_output): pass")

    result = session("--vapi-mutations=all")

    result.assert_outcomes(passed=1)


def test_the_fixtures_are_listed(session):
    """`--fixtures` explains each of them."""
    result = session("--fixtures")

    assert "vapi_check" in result.stdout.str()
    assert "no docstring" not in result.stdout.str().partition("pytest_vapi_contract")[2].partition("---")[0]


def test_turns_and_calls_are_made_as_they_are_asked_for(pytester, session):
    """With the options of `samples`, the seed of the session, and its revision."""
    pytester.makepyfile(
        """
        from pytest_vapi_contract import samples
        from pytest_vapi_contract.contract import Contract

        def test_turns(vapi_turn):
            turn, cut = vapi_turn(), vapi_turn(seed=1, interrupted=True)

            assert turn.messages == samples.turn(7, contract=Contract.load("2026-04-22")).messages
            assert turn.text and not turn.interrupted
            assert cut.interrupted and not cut.text

        def test_calls(vapi_call):
            call = vapi_call(scenario="chat", turns=1, interruptions=0)

            assert call.id is None
            assert call.messages == vapi_call(7, scenario="chat", turns=1, interruptions=0).messages
            assert call.messages != vapi_call(8, scenario="chat", turns=1, interruptions=0).messages
        """
    )

    result = session("--vapi-revision=2026-04-22", "--vapi-seed=7")

    result.assert_outcomes(passed=2)
