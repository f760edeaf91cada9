import json
import re
import subprocess
import sys

import pytest

from tests.plugin.app import APP, OURS, text_of

ITEMS = ("accepts[session.created]", "observed[model-output]", "survives[hang]")


# Items without a test


def test_a_handler_is_checked_without_a_test(app, session):
    """
    With nothing but a handler there is one item for each check and message type, and a sound handler passes.
    """
    result = session("--vapi-handler=app:sound", "-v", "-k", " or ".join(ITEMS))

    assert result.ret == 0
    for item in ITEMS:
        assert f"vapi-contract::{item} PASSED" in result.stdout.str()
    result.stdout.fnmatch_lines(["vapi-contract: revision 2026-08-18, handler app:sound", "0 findings in *"])


def test_a_failure_is_the_finding_and_nothing_else(app, session):
    """The text of a failed item is its findings in full, without a traceback of ours."""
    result = session(
        "--vapi-handler=app:app", "--vapi-path=/webhook", "-k", "accepts[hang] or survives[hang]"
    )

    assert result.ret == 1
    failures = text_of(result).split("= FAILURES =")[1].splitlines()
    post = "curl -i -X POST http://127.0.0.1:8000/webhook -H 'Content-Type: application/json' --data-binary"
    assert failures[2:7] == [
        f"{'LOST  hang is rejected when `call` is missing':<88}  accepts VC102",
        failures[3],
        "  expected  a 2xx reply",
        "  got       an exception after … ms: KeyError: 'call' (app.py:8 in app)",
        failures[6],
    ]
    again = "  replay    pytest --vapi-handler=app:app --vapi-path=/webhook --vapi-replay=accepts/hang/"
    assert failures[6].startswith(again)
    assert failures[7] == f'  curl      {post} \'{{"message":{{"type":"hang"}}}}\''
    assert failures[3].startswith("  sent      a valid message")
    assert (
        f"{'HARDENING  a request breaks the handler when `message` is null':<88}  survives VC302" in failures
    )
    assert f"""  curl      {post} '{{"message":null}}'""" in failures
    assert "Traceback" not in result.stdout.str()
    assert "runtest" not in result.stdout.str()


def test_what_was_told_is_not_told_again(app, session):
    """A cause that an earlier item has told of in full takes three lines in the next."""
    result = session(
        "--vapi-handler=app:app", "--vapi-path=/webhook", "-k", "accepts[hang] or accepts[chat.deleted]"
    )

    result.stdout.fnmatch_lines(
        [
            "LOST  hang is rejected when `call` is missing *accepts VC102",
            "  got       an exception after *s: KeyError: 'call' (app.py:8 in app)",
            "  as in     vapi-contract::accepts[[]chat.deleted[]]",
        ]
    )
    assert result.stdout.str().count("  curl  ") == 1


def test_the_summary_names_what_is_wrong(app, session):
    """The short summary has the title of the finding."""
    result = session("--vapi-handler=app:app", "--vapi-path=/webhook", "-k", "accepts[hang]")

    result.stdout.fnmatch_lines(["FAILED vapi-contract::accepts[[]hang[]] - LOST  hang is rejected*"])
    result.stdout.fnmatch_lines(
        ["1 finding in * exchanges, 1 message type, * s (revision 2026-08-18, seed 0)"]
    )


def test_items_stand_beside_tests(app, pytester, session):
    """Tests of one's own run too; naming a test, or a file, leaves the items out."""
    pytester.makepyfile(test_own="def test_one(): pass\ndef test_two(): pass")

    everything = session("--vapi-handler=app:sound", "-k", "test_one or accepts[hang]")
    file = session("--vapi-handler=app:sound", "test_own.py")
    test = session("--vapi-handler=app:sound", "test_own.py::test_one")

    everything.assert_outcomes(passed=2, deselected=everything.parseoutcomes()["deselected"])
    file.assert_outcomes(passed=2)
    test.assert_outcomes(passed=1)


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
    chosen = "accepts[hang] or survives[hang] or replies[hang]"
    options = ("--vapi-handler=app:app", "--vapi-path=/webhook", "--vapi-max-examples=3", "-k", chosen)
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

    result = session("--vapi-handler=app:app", "--vapi-path=/webhook", "-k", "accepts[hang]")

    result.assert_outcomes(xfailed=1, deselected=result.parseoutcomes()["deselected"])
    assert result.ret == 0


def test_items_run_in_workers(app, session):
    """With xdist the items are spread over processes, and their findings come together in one line."""
    result = session(
        "--vapi-handler=app:app",
        "--vapi-path=/webhook",
        "-p",
        "xdist",
        "-n2",
        "-k",
        "accepts and chat or malformed",
    )

    assert result.ret == 1
    assert result.parseoutcomes()["failed"] == 3
    result.stdout.fnmatch_lines(
        ["2 findings in * exchanges, * message types, * s (revision 2026-08-18, seed 0)"]
    )


def test_junit_gets_the_findings(app, pytester, session):
    """In a JUnit file each failed item has its finding."""
    session("--vapi-handler=app:app", "--vapi-path=/webhook", "-k", "accepts[hang]", "--junitxml=out.xml")

    xml = (pytester.path / "out.xml").read_text(encoding="utf-8")
    assert 'message="LOST  hang is rejected when `call` is missing"' in xml
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

    result = session("--vapi-handler=app:handler", "-k", "accepts[hang] or credentials")

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

    result = session("-k", "accepts[hang]", "--vapi-path=/webhook")

    report = json.loads((pytester.path / "found.json").read_text(encoding="utf-8"))
    result.stdout.fnmatch_lines(["vapi-contract: revision 2026-04-22, handler app:app at /webhook"])
    assert (report["revision"], report["seed"], report["ok"]) == ("2026-04-22", 7, False)


def test_a_secret_is_sent_and_not_shown(app, session, monkeypatch):
    """The secret can come from the environment; it stands nowhere in the output."""
    monkeypatch.setenv("WEBHOOK_SECRET", "hunter2")

    with_it = session("--vapi-handler=app:picky", "--vapi-secret=env:WEBHOOK_SECRET", "-k", "[hang]")
    without = session("--vapi-handler=app:picky", "-k", "accepts[hang]")
    wrong = session("--vapi-handler=app:picky", "--vapi-secret=hunter3", "-k", "accepts[hang]", "-vv")

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
        "-k",
        "accepts and chat",
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
    result.stdout.fnmatch_lines(["E *hang is rejected when `call` is missing *accepts VC102"])
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
    assert ours - {f"pytest_vapi_contract.plugin.{name}" for name in ("fixtures", "options", "outcomes")} == {
        "pytest_vapi_contract",
        "pytest_vapi_contract.option_table",
        "pytest_vapi_contract.plugin",
    }
    assert not {"click", "faker", "hypothesis", "httpx2", "jsonschema", "jsonschema_rs", "rich"} & {
        *output.split()
    }


def test_the_strictest_settings_are_met(app, pytester, session):
    """With every strictness of pytest, and warnings as errors, the items run as usual."""
    pytester.makeini("[pytest]\nstrict = true\nfilterwarnings = error")

    result = session("--vapi-handler=app:sound", "--strict-config", "--strict-markers", "-k", "accepts[hang]")

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
    found = session(*options, "-k", "accepts[hang]")
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


def test_of_a_long_output_the_end_is_shown(pytester, session):
    """What the handler prints for hundreds of messages does not bury the findings."""
    pytester.makepyfile(
        app="def app(body):\n    print('\\n'.join(map(str, range(50))))\n    body['message']['call']"
    )

    result = session("--vapi-handler=app:app", "-k", "accepts[hang]")

    lines = result.stdout.lines
    start = next(at for at, line in enumerate(lines) if "Captured stdout call" in line)
    assert re.fullmatch(r"… \(\d+ lines before\)", lines[start + 1])
    assert lines[start + 2 : start + 22] == [str(number) for number in range(30, 50)]
