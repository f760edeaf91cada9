import json
import re
import subprocess
import sys

import pytest

from tests.plugin.app import APP, OURS, text_of

ITEMS = ("accepts", "observed", "survives")
FAULTY = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-type=hang")


# Items without a test


def test_a_handler_is_checked_without_a_test(app, session):
    """With nothing but a handler there is one item for each check, and a sound handler passes."""
    result = session("--vapi-handler=app:sound", "--vapi-type=hang", "-v", "-k", " or ".join(ITEMS))

    assert result.ret == 0
    for item in ITEMS:
        assert f"vapi-contract::{item} PASSED" in result.stdout.str()
    result.stdout.fnmatch_lines(
        ["vapi-contract: revision 2026-08-18, handler app:sound", "vapi-contract: 0 findings in *"]
    )


def test_a_failure_is_a_line_for_each_finding(app, session):
    """An item says its findings in a line each, and the section at the end has all of each, once."""
    result = session(*FAULTY, "-k", "accepts or survives")

    assert result.ret == 1
    failures, section = text_of(result).split("= FAILURES =")[1].split("= vapi-contract =")
    post = "curl -i -X POST http://127.0.0.1:8000/webhook -H 'Content-Type: application/json' --data-binary"
    assert failures.splitlines()[2:5] == [
        "LOST  hang is rejected when `call` is missing",
        failures.splitlines()[3],
        "HARDENING  a request breaks the handler when `message` is not an object",
    ]
    shown = section.splitlines()
    lines = [line for line in shown if " │" not in line and not line.startswith("  hint")]
    assert any(line.strip().startswith("► 8 │ ") for line in shown)
    assert lines[1:7] == [
        f"{'LOST  hang is rejected when `call` is missing':<88}  accepts VC102",
        lines[2],
        "  expected  a 2xx reply",
        "  got       an exception after … ms: KeyError: 'call' (app.py:8 in app)",
        lines[5],
        f'  curl      {post} \'{{"message":{{"type":"hang"}}}}\'',
    ]
    assert lines[2].startswith("  sent      a valid message")
    again = "  replay    pytest --vapi-handler=app:app --vapi-path=/webhook --vapi-replay=accepts/hang/"
    assert lines[5].startswith(again)
    assert (
        f"{'HARDENING  a request breaks the handler when `message` is not an object':<88}  survives VC302"
        in lines
    )
    assert f"""  curl      {post} '{{"message":null}}'""" in lines
    assert "Traceback" not in result.stdout.str()
    assert "runtest" not in result.stdout.str()


def test_there_may_be_an_item_for_each_message_type(app, session):
    """With `--vapi-per-type` each type has its item, and what they have in common is still told once."""
    result = session(*FAULTY, "--vapi-type=chat.created", "--vapi-per-type", "-k", "accepts")

    title = "hang (also chat.created) is rejected when `call` is missing"
    result.stdout.fnmatch_lines(
        [
            "*_ vapi-contract::accepts[[]hang[]] _*",
            f"LOST  {title}",
            "*_ vapi-contract::accepts[[]chat.created[]] _*",
        ]
    )
    assert result.parseoutcomes()["failed"] == 2
    assert result.stdout.str().count("  curl  ") == 1


def test_the_summary_begins_with_what_decides(app, session):
    """In 80 columns the line of the short summary is cut behind the cause, not before it."""
    result = session(*FAULTY, "-k", "accepts")

    result.stdout.fnmatch_lines(["FAILED vapi-contract::accepts - `call` is missing: hang is rejected"])
    result.stdout.fnmatch_lines(
        ["1 finding in * exchanges, 1 message type, * s (revision 2026-08-18, seed 0)"]
    )


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
def test_an_id_that_none_has_ends_the_session(app, session, arguments, line):
    """A misspelt id, or one without a handler, is told in one line."""
    result = session(*arguments)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([line])


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


def test_collecting_shows_the_items(app, session):
    """`--collect-only` lists the items under unique ids, and runs none."""
    result = session("--vapi-handler=app:app", "--collect-only", "-q")

    ids = [line for line in result.stdout.lines if line.startswith("vapi-contract::")]
    assert result.ret == 0
    assert len(ids) == len(set(ids))
    assert {f"vapi-contract::{item}" for item in ITEMS} <= set(ids)


def test_the_first_failure_can_stop_the_session(app, session):
    """`-x` stops behind the first failed item."""
    result = session("--vapi-handler=app:app", "-x")

    assert result.parseoutcomes()["failed"] == 1


def test_only_the_last_failures_can_run(app, pytester):
    """`--lf` runs what has failed last time."""
    options = (*FAULTY, "--vapi-max-examples=3", "--vapi-check=accepts,survives,replies")
    first = pytester.runpytest_inprocess(*OURS, *options)
    app.write_text(APP.replace('["call"]["id"]', '["type"]'), encoding="utf-8")

    second = pytester.runpytest_inprocess(*OURS, *options, "--lf")

    assert first.parseoutcomes()["failed"] == 2
    assert second.parseoutcomes()["passed"] == 1
    assert second.parseoutcomes()["failed"] == 1


def test_items_may_be_expected_to_fail(app, pytester, session):
    """A conftest can mark items, such as with `xfail`."""
    pytester.makeconftest(
        """
        import pytest

        def pytest_collection_modifyitems(items):
            for item in items:
                if item.name.startswith("accepts"):
                    item.add_marker(pytest.mark.xfail(reason="known", strict=True))
        """
    )

    result = session(*FAULTY, "-k", "accepts")

    result.assert_outcomes(xfailed=1, deselected=result.parseoutcomes()["deselected"])
    assert result.ret == 0


def test_items_run_in_workers(app, session):
    """With xdist the run happens once, and all items read its report: what is told is the same."""
    options = (*FAULTY, "--vapi-check=accepts,malformed,replies")
    alone = session(*options)
    result = session(*options, "-p", "xdist", "-n2")

    assert result.ret == 1
    assert result.parseoutcomes() == {"failed": 2, "passed": 1}
    sections = [
        text_of(each).split("= vapi-contract =")[1].split("short test summary")[0] for each in (alone, result)
    ]
    assert sections[0] == sections[1]
    result.stdout.fnmatch_lines(["FAILED vapi-contract::accepts - `call` is missing: hang is rejected"])


def test_junit_gets_the_findings(app, pytester, session):
    """In a JUnit file each failed item has its finding."""
    session(*FAULTY, "-k", "accepts", "--junitxml=out.xml")

    xml = (pytester.path / "out.xml").read_text(encoding="utf-8")
    assert 'message="`call` is missing: hang is rejected"' in xml
    assert "KeyError: &#x27;call&#x27;" in xml or "KeyError: 'call'" in xml


# Options


def test_a_handler_may_bring_its_credential(pytester, session):
    """The name of what `as_handler` made is a handler with all its options, such as a signature."""
    pytester.makepyfile(
        app="""
        from pytest_vapi_contract import as_handler
        from pytest_vapi_contract.delivery import Bearer

        def app(environ, start_response):
            known = environ.get("HTTP_AUTHORIZATION") == "Bearer hunter2"
            start_response("200 OK" if known else "401 Unauthorized", [])
            return [b""]

        handler = as_handler(app, path="/webhook", credentials=Bearer("hunter2"))
        """
    )

    result = session("--vapi-handler=app:handler", "--vapi-type=hang", "-k", "accepts or credentials")

    assert result.ret == 0
    result.assert_outcomes(passed=2, deselected=result.parseoutcomes()["deselected"])


def test_options_have_twins_in_the_ini_file(app, pytester, session):
    """Each option is a setting too, and the command line wins."""
    pytester.makeini(
        """
        [pytest]
        vapi_handler = app:app
        vapi_path = /nowhere
        vapi_revision = 2026-04-22
        vapi_max_examples = 2
        vapi_seed = 7
        vapi_report = found.json
        """
    )

    result = session("--vapi-type=hang", "-k", "accepts", "--vapi-path=/webhook")

    report = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    result.stdout.fnmatch_lines(["vapi-contract: revision 2026-04-22, handler app:app at /webhook"])
    assert (report["revision"], report["seed"], report["ok"]) == ("2026-04-22", 7, False)


def test_a_secret_is_sent_and_not_shown(app, session, monkeypatch):
    """The secret can come from the environment; it stands nowhere in the output."""
    monkeypatch.setenv("WEBHOOK_SECRET", "hunter2")

    with_it = session("--vapi-handler=app:picky", "--vapi-secret=env:WEBHOOK_SECRET", "--vapi-type=hang")
    without = session("--vapi-handler=app:picky", "--vapi-type=hang", "-k", "accepts")
    wrong = session(
        "--vapi-handler=app:picky", "--vapi-secret=hunter3", "--vapi-type=hang", "-k", "accepts", "-vv"
    )

    assert with_it.ret == 0
    without.stdout.fnmatch_lines(
        ["app:picky answers every message with 401: the webhook wants credentials. *"]
    )
    assert wrong.ret == 1
    assert "hunter3" not in wrong.stdout.str().replace("--vapi-secret=hunter3", "")


def test_a_report_is_written(app, pytester, session):
    """`--vapi-report` has what all items have found, one finding for one cause."""
    session(
        "--vapi-handler=app:app",
        "--vapi-path=/webhook",
        "--vapi-check=accepts",
        "--vapi-type=chat.created,chat.deleted",
        "--vapi-report=out/found.json",
    )

    report = json.loads((pytester.path / "out" / "found.json").read_text(encoding="utf-8"))
    [finding] = report["findings"]
    assert finding["place"] == "app.py:8 in app"
    assert finding["types"] == ["chat.created", "chat.deleted"]


@pytest.mark.parametrize(
    ("option", "line"),
    [
        ("--vapi-mutations=some", "ERROR: --vapi-mutations must be 'representative' or 'all', not 'some'."),
        ("--vapi-max-examples=0", "ERROR: --vapi-max-examples must be a whole number, at least 1, not '0'."),
        ("--vapi-max-latency=0", "ERROR: --vapi-max-latency must be a positive number of seconds, not '0'."),
        ("--vapi-seed=x", "ERROR: --vapi-seed must be a whole number, at least 0, not 'x'."),
    ],
)
def test_a_bad_option_ends_the_session(session, option, line):
    """An option that means nothing is told in one line, with exit status 4."""
    result = session(option)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([line])


@pytest.mark.parametrize(
    ("options", "line"),
    [
        (["--vapi-handler=nowhere:app"], "ERROR: Module 'nowhere' not found *"),
        (["--vapi-handler=app:aps"], "ERROR: Module 'app' has no attribute 'aps'. Did you mean 'app'?"),
        (["--vapi-handler=app:app", "--vapi-revision=2020-01-01"], "ERROR: *2020-01-01*"),
        (
            ["--vapi-handler=app:app", "--vapi-secret=env:NOT_SET"],
            "ERROR: The environment variable NOT_SET for the secret *",
        ),
        (["--vapi-handler=https://example.com/"], "ERROR: 'example.com' is not this machine. *"),
    ],
)
def test_a_handler_that_cannot_be_used_ends_the_session(app, session, options, line):
    """What a user can put right is told in one line, with exit status 4."""
    result = session(*options)

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([line])
    assert "INTERNALERROR" not in result.stdout.str()


def test_a_handler_that_cannot_be_imported_ends_the_session(pytester, session):
    """An exception while the handler is imported is told with its place."""
    pytester.makepyfile(app="raise RuntimeError('no database')")

    result = session("--vapi-handler=app:app")

    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: Cannot load 'app:app': RuntimeError: no database (app.py:1 in <module>)."]
    )


def test_the_options_explain_themselves(session):
    """`--help` has each option in a group of its own."""
    result = session("--help")

    group = result.stdout.str().partition("contract tests for Vapi webhooks:")[2]
    assert all(
        f"--vapi-{name}" in group for name in ("handler", "path", "secret", "revision", "report", "seed")
    )


# Fixtures


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


# Manners


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


def test_a_replay_runs_in_workers(app, session):
    """With xdist one worker repeats the exchange, and what came of it is still printed."""
    options = ("--vapi-handler=app:app", "--vapi-path=/webhook")
    found = session(*options, "--vapi-type=hang", "-k", "accepts")
    text = re.search(r"--vapi-replay=\S+", found.stdout.str()).group()

    result = session(*options, text, "-p", "xdist", "-n2")

    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(["the check 'accepts' still fails; expected a 2xx reply"])


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


def test_only_the_output_of_what_is_shown_is_shown(pytester, session):
    """What the handler prints for hundreds of messages does not bury the findings."""
    pytester.makepyfile(
        app="import logging\n\n"
        "def app(body):\n"
        "    print('printed')\n"
        "    logging.warning('logged')\n"
        "    body = dict(body)\n"
        "    body['message']['call']\n"
    )

    result = session("--vapi-handler=app:app", "--vapi-type=hang", "-k", "accepts or replies")

    text = result.stdout.str()
    result.stdout.fnmatch_lines(
        [
            "*- Captured stdout call -*",
            "LOST  hang is rejected when `call` is missing",
            "  printed",
            "*- Captured log call -*",
            "LOST  hang is rejected when `call` is missing",
            "  WARNING  root: logged",
        ]
    )
    assert text.count("printed") == text.count("logged") == 1
